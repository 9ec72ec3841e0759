using System.Diagnostics;
using System.Globalization;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;
using Pullback.Numerics.Random;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Tests.Robustness;

/// <summary>Valid workspaces damaged at random go all the way, from reading to a limit, or end in one of the documented exceptions.</summary>
public sealed class MutatedWorkspaceTests
{
    private const int CasesPerDamage = 300;
    private const double TimeLimitSeconds = 20.0;

    private static readonly double[] s_numbers = [0.0, -1.0, 1e-300, 1e-160, 1e-30, 1e-9, 1e9, 1e30, 1e160, 1e300, -1e300, 0.5, 7.0];

    [Theory]
    [InlineData("one number")]
    [InlineData("several numbers")]
    [InlineData("modifiers removed")]
    [InlineData("modifiers copied")]
    [InlineData("modifiers renamed")]
    [InlineData("types swapped")]
    [InlineData("samples removed")]
    [InlineData("lengths changed")]
    [InlineData("settings added")]
    [InlineData("everything")]
    public void Damaged_workspaces_give_numbers_or_documented_errors(string damage)
    {
        var problems = new List<string>();
        int finished = 0;
        for (ulong seed = 0; seed < CasesPerDamage; seed++)
        {
            var random = new RandomStream(seed, damage);
            JsonTree tree = Damaged(damage, random);
            var watch = Stopwatch.StartNew();
            string? problem;
            try
            {
                problem = ProblemOf(tree);
                if (problem is null) finished++;
            }
            catch (Exception error) when (error is JsonFormatException or InvalidWorkspaceException or InvalidModelException or FitFailedException)
            {
                problem = error.Message.Length > 20 ? null : "the message is " + error.Message;
            }
            catch (Exception error)
            {
                problem = $"{error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("HistFactory", StringComparison.Ordinal))}";
            }

            if (watch.Elapsed.TotalSeconds > TimeLimitSeconds) problem = $"took {watch.Elapsed}";
            if (problem is not null) problems.Add($"seed {seed}: {problem}");
        }

        Assert.True(problems.Count == 0, $"{problems.Count} of {CasesPerDamage}, {finished} finished:\n{string.Join('\n', problems.Take(20))}");
        Assert.True(finished > 0, "No case went to the end.");
    }

    private static string? ProblemOf(JsonTree tree)
    {
        Workspace workspace = Workspace.Parse(JsonTree.Parse(tree.ToUtf8().Span));
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        var inference = new ModelInference(model);
        HistFactoryData data = model.DataOf(workspace);
        FitResult fit = inference.Fit(data);
        if (fit.IsConverged)
        {
            if (double.IsNaN(fit.Nll) || fit.Values.Any(v => !double.IsFinite(v))) return $"the fit converged with {fit.Nll} at {string.Join(", ", fit.Values)}";
            foreach (double c in fit.Covariance)
            {
                if (double.IsNaN(c)) return "the covariance is NaN";
            }

            if (double.IsNaN(inference.GoodnessOf(data, fit).Statistic)) return "the goodness of fit is NaN";
            if (inference.PostfitYields(fit).Any(y => double.IsNaN(y.SumUncertainty) || y.Total.Any(double.IsNaN))) return "a yield is NaN";
            int free = Enumerable.Range(0, model.Parameters.Count).FirstOrDefault(i => !fit.IsFixed(i), -1);
            if (free >= 0) _ = inference.Minos(data, fit, model.Parameters[free].Name);
        }

        if (model.PoiIndex < 0) return null;
        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.0, data, withGradients: true);
        foreach (double p in (ReadOnlySpan<double>)[test.Cls, test.Clsb, test.Clb, .. test.ExpectedBand])
        {
            if (!(p >= 0.0 && p <= 1.0)) return $"a probability is {p}, with q = {test.Q}, qA = {test.QAsimov}";
        }

        if (test.ClsGradient().Templates.Any(double.IsNaN)) return "a gradient is NaN";
        UpperLimits limits = inference.Limits(data);
        return limits.Observed < 0.0 || limits.Expected.Any(e => e < 0.0) ? $"the limits are {limits.Observed} and {string.Join(", ", limits.Expected)}" : null;
    }

    private static JsonTree Damaged(string damage, RandomStream random)
    {
        Workspace workspace = random.Below(4) switch
        {
            0 => ReferenceFiles.AllModifiers(),
            1 => SmallModels.Coupled(),
            _ => RandomModels.Draw((ulong)random.Below(200)),
        };
        string[] kinds = ["one number", "modifiers removed", "modifiers copied", "modifiers renamed", "types swapped", "samples removed", "lengths changed", "settings added"];
        if (damage == "everything")
        {
            for (long k = random.Below(4); k >= 0; k--) workspace = Change(workspace, kinds[random.Below(kinds.Length)], random);
        }
        else if (damage == "several numbers")
        {
            for (long k = 1 + random.Below(8); k >= 0; k--) workspace = Change(workspace, "one number", random);
        }
        else
        {
            workspace = Change(workspace, damage, random);
        }

        return JsonTree.Parse(System.Text.Encoding.UTF8.GetBytes(Text(workspace)));
    }

    private static Workspace Change(Workspace workspace, string damage, RandomStream random)
    {
        int c = (int)random.Below(workspace.Channels.Count);
        Channel channel = workspace.Channels[c];
        if (channel.Samples.Count == 0) return workspace;
        int s = (int)random.Below(channel.Samples.Count);
        Sample sample = channel.Samples[s];
        int m = sample.Modifiers.Count == 0 ? -1 : (int)random.Below(sample.Modifiers.Count);
        switch (damage)
        {
            case "one number" when random.Uniform() < 0.15:
                int o = (int)random.Below(workspace.Observations.Count);
                Observation observation = workspace.Observations[o];
                return workspace with { Observations = Replaced(workspace.Observations, o, observation with { Data = Number(observation.Data, random) }) };
            case "one number" when m < 0 || random.Uniform() < 0.3:
                sample = sample with { Data = Number(sample.Data, random) };
                break;
            case "one number":
                sample = sample with { Modifiers = Replaced(sample.Modifiers, m, sample.Modifiers[m] with { Data = Numbers(sample.Modifiers[m].Data, random) }) };
                break;
            case "modifiers removed":
                sample = sample with { Modifiers = [.. sample.Modifiers.Where(_ => random.Uniform() < 0.5)] };
                break;
            case "modifiers copied" when m >= 0:
                int to = (int)random.Below(channel.Samples.Count);
                Sample other = channel.Samples[to];
                channel = channel with { Samples = Replaced(channel.Samples, to, other with { Modifiers = [.. other.Modifiers, sample.Modifiers[m]] }) };
                return workspace with { Channels = Replaced(workspace.Channels, c, channel) };
            case "modifiers renamed" when m >= 0:
                string[] names = [.. workspace.Channels.SelectMany(x => x.Samples).SelectMany(x => x.Modifiers).Select(x => x.Name), "", "lumi", "mu"];
                sample = sample with { Modifiers = Replaced(sample.Modifiers, m, sample.Modifiers[m] with { Name = names[random.Below(names.Length)] }) };
                break;
            case "types swapped" when m >= 0:
                sample = sample with { Modifiers = Replaced(sample.Modifiers, m, OfType((int)random.Below(7), sample.Modifiers[m], sample.Data)) };
                break;
            case "samples removed":
                channel = channel with { Samples = [.. channel.Samples.Where((_, i) => i != s)] };
                return workspace with { Channels = Replaced(workspace.Channels, c, channel) };
            case "lengths changed":
                sample = sample with { Data = random.Uniform() < 0.5 ? [.. sample.Data, 1.0] : [.. sample.Data.Skip(1)] };
                if (random.Uniform() < 0.7)
                {
                    channel = channel with { Samples = [.. channel.Samples.Select(x => x with { Data = [.. x.Data.Take(1)], Modifiers = [.. x.Modifiers.Select(Shortened)] })] };
                    return workspace with
                    {
                        Channels = Replaced(workspace.Channels, c, channel),
                        Observations = [.. workspace.Observations.Select(x => x.Name == channel.Name ? x with { Data = [.. x.Data.Take(1)] } : x)],
                    };
                }

                break;
            case "settings added":
                Measurement measurement = workspace.Measurements[0];
                string name = m >= 0 ? sample.Modifiers[m].Name : "mu";
                double value = random.Uniform() < 0.5 ? random.Uniform(-1.0, 2.0) : s_numbers[random.Below(s_numbers.Length)];
                ParameterConfiguration old = measurement.Parameters.FirstOrDefault(p => p.Name == name) ?? new ParameterConfiguration(name);
                ParameterConfiguration settings = random.Below(7) switch
                {
                    0 => old with { Inits = [value] },
                    1 => old with { Bounds = [(Math.Min(value, 0.0), Math.Max(value, 1.0))] },
                    2 => old with { Fixed = random.Uniform() < 0.7 },
                    3 => old with { AuxiliaryData = [value] },
                    4 => old with { Sigmas = [Math.Abs(value)] },
                    5 => old with { Bounds = [(1.0, 1.0)], Inits = [1.0] },
                    _ => old with { Inits = [value], Fixed = true },
                };
                string poi = random.Uniform() < 0.3 ? name : measurement.Poi;
                return workspace with { Measurements = [measurement with { Poi = poi, Parameters = [.. measurement.Parameters.Where(p => p.Name != name), settings] }] };
        }

        return workspace with { Channels = Replaced(workspace.Channels, c, channel with { Samples = Replaced(channel.Samples, s, sample) }) };
    }

    private static Modifier Shortened(Modifier modifier) => modifier with
    {
        Data = modifier.Data switch
        {
            TemplateVariation t => new TemplateVariation([.. t.High.Take(1)], [.. t.Low.Take(1)]),
            BinUncertainties u => new BinUncertainties([.. u.Values.Take(1)]),
            _ => modifier.Data,
        },
    };

    private static Modifier OfType(int type, Modifier modifier, IReadOnlyList<double> nominal) => type switch
    {
        0 => new(modifier.Name, "normfactor", NoModifierData.Instance),
        1 => new(modifier.Name, "shapefactor", NoModifierData.Instance),
        2 => new(modifier.Name, "lumi", NoModifierData.Instance),
        3 => new(modifier.Name, "normsys", new ScaleVariation(1.2, 0.8)),
        4 => new(modifier.Name, "histosys", new TemplateVariation([.. nominal.Select(d => 1.1 * d)], [.. nominal.Select(d => 0.8 * d)])),
        5 => new(modifier.Name, "shapesys", new BinUncertainties([.. nominal.Select(d => 0.1 * d)])),
        _ => new(modifier.Name, "staterror", new BinUncertainties([.. nominal.Select(d => 0.1 * d)])),
    };

    private static ModifierData Numbers(ModifierData data, RandomStream random) => data switch
    {
        ScaleVariation s when random.Uniform() < 0.5 => s with { High = Number([s.High], random)[0] },
        ScaleVariation s => s with { Low = Number([s.Low], random)[0] },
        TemplateVariation t when random.Uniform() < 0.5 => t with { High = Number(t.High, random) },
        TemplateVariation t => t with { Low = Number(t.Low, random) },
        BinUncertainties u => new BinUncertainties(Number(u.Values, random)),
        _ => data,
    };

    private static double[] Number(IReadOnlyList<double> values, RandomStream random)
    {
        double[] result = [.. values];
        int i = (int)random.Below(result.Length);
        result[i] = random.Uniform() < 0.2 ? -result[i] : random.Uniform() < 0.2 ? result[i] * Math.Pow(10.0, random.Uniform(-8.0, 8.0)) : s_numbers[random.Below(s_numbers.Length)];
        return result;
    }

    private static T[] Replaced<T>(IReadOnlyList<T> list, int index, T value)
    {
        T[] result = [.. list];
        result[index] = value;
        return result;
    }

    private static string Text(Workspace workspace)
    {
        string List<T>(IEnumerable<T> items, Func<T, string> text) => "[" + string.Join(",", items.Select(text)) + "]";
        string Double(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        string Data(ModifierData data) => data switch
        {
            ScaleVariation s => $"{{\"hi\":{Double(s.High)},\"lo\":{Double(s.Low)}}}",
            TemplateVariation t => $"{{\"hi_data\":{List(t.High, Double)},\"lo_data\":{List(t.Low, Double)}}}",
            BinUncertainties u => List(u.Values, Double),
            _ => "null",
        };
        string Settings(ParameterConfiguration p) => $"{{\"name\":\"{p.Name}\""
            + (p.Inits is null ? "" : $",\"inits\":{List(p.Inits, Double)}")
            + (p.Bounds is null ? "" : $",\"bounds\":{List(p.Bounds, b => $"[{Double(b.Lower)},{Double(b.Upper)}]")}")
            + (p.AuxiliaryData is null ? "" : $",\"auxdata\":{List(p.AuxiliaryData, Double)}")
            + (p.Sigmas is null ? "" : $",\"sigmas\":{List(p.Sigmas, Double)}")
            + (p.Fixed is null ? "" : $",\"fixed\":{(p.Fixed.Value ? "true" : "false")}") + "}";
        return "{\"version\":\"1.0.0\",\"channels\":"
            + List(workspace.Channels, c => $"{{\"name\":\"{c.Name}\",\"samples\":"
                + List(c.Samples, s => $"{{\"name\":\"{s.Name}\",\"data\":{List(s.Data, Double)},\"modifiers\":"
                    + List(s.Modifiers, m => $"{{\"name\":\"{m.Name}\",\"type\":\"{m.Type}\",\"data\":{Data(m.Data)}}}") + "}") + "}")
            + ",\"observations\":" + List(workspace.Observations, o => $"{{\"name\":\"{o.Name}\",\"data\":{List(o.Data, Double)}}}")
            + ",\"measurements\":" + List(workspace.Measurements, m => $"{{\"name\":\"{m.Name}\",\"config\":{{\"poi\":\"{m.Poi}\",\"parameters\":{List(m.Parameters, Settings)}}}}}") + "}";
    }
}
