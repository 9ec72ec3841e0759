using System.Globalization;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Workspaces;
using Pullback.Numerics.Random;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.HistFactory.Tests.Robustness;

/// <summary>What must hold for the results of any model, on models drawn at random.</summary>
public sealed class RandomModelTests
{
    private const int Models = 200;

    [Fact]
    public void Fits_end_where_the_gradient_vanishes_or_pushes_against_a_bound() => Each(model =>
    {
        FitResult fit = model.Inference.Fit(model.Data);
        if (!fit.IsConverged) return "the free fit failed: " + fit.Report;
        double[] point = [.. fit.Values];
        int n = point.Length;
        double[] hessian = new double[n * n];
        double[] gradient = model.Inference.NllGradient(point, model.Data, hessian);
        for (int i = 0; i < n; i++)
        {
            Parameter parameter = model.Model.Parameters[i];
            double scaled = gradient[i] / Math.Sqrt(Math.Max(1e-300, Math.Abs(hessian[i * n + i])));
            if (!double.IsFinite(point[i]) || !double.IsFinite(fit.HesseUncertainty(i))) return $"{parameter.Name}: {point[i]} ± {fit.HesseUncertainty(i)}";
            if (fit.IsFixed(i)) continue;
            if (point[i] < parameter.Lower || point[i] > parameter.Upper) return $"{parameter.Name} = {point[i]} is outside its bounds";
            bool pushes = (point[i] == parameter.Lower && gradient[i] > 0.0) || (point[i] == parameter.Upper && gradient[i] < 0.0);
            if (!pushes && Math.Abs(scaled) > 1e-7) return $"{parameter.Name}: gradient {gradient[i]}, scaled {scaled}";
            if (fit.IsAtBound(i) != (point[i] == parameter.Lower || point[i] == parameter.Upper)) return $"{parameter.Name}: IsAtBound is {fit.IsAtBound(i)}";
        }

        double logPdf = model.Inference.LogPdf(point, model.Data).LogPdf;
        return Math.Abs(logPdf + fit.Nll) <= 1e-11 * Math.Max(1.0, Math.Abs(fit.Nll)) ? null : $"nll {fit.Nll}, log pdf {logPdf}";
    });

    [Fact]
    public void Other_starts_find_no_lower_minimum() => Each(model =>
    {
        FitResult fit = model.Inference.Fit(model.Data);
        double lowest = fit.Nll;
        foreach (double poi in (ReadOnlySpan<double>)[0.0, 1.0, 3.0, fit.Values[model.Model.PoiIndex]])
        {
            FitResult conditional = model.Inference.Fit(model.Data, new Dictionary<string, double> { ["mu"] = poi });
            if (!conditional.IsConverged) return string.Create(CultureInfo.InvariantCulture, $"the fit at mu = {poi} failed: {conditional.Report}");
            lowest = Math.Min(lowest, conditional.Nll);
        }

        for (ulong start = 0; start < 6; start++)
        {
            var random = new RandomStream(7, "starts", model.Index * 100 + start);
            ParameterConfiguration[] settings = [.. model.Model.Blocks.Select(b => new ParameterConfiguration(b.Name)
            {
                Inits = [.. Enumerable.Range(0, b.Count).Select(i => Start(model.Model.Parameters[b.First + i], random))],
                Bounds = b.Name == "lumi" ? [(0.5, 1.5)] : null,
                AuxiliaryData = b.Name == "lumi" ? [1.0] : null,
                Sigmas = b.Name == "lumi" ? [0.1] : null,
            })];
            HistFactoryModel other = HistFactoryModel.Create(model.Workspace.Channels, settings, "mu");
            FitResult found = new ModelInference(other).Fit(model.Data);
            if (found.IsConverged) lowest = Math.Min(lowest, found.Nll);
        }

        return lowest >= fit.Nll - 1e-7 ? null : string.Create(CultureInfo.InvariantCulture, $"the fit found {fit.Nll}, but there is {lowest}, {fit.Nll - lowest:E2} below");

        static double Start(Parameter parameter, RandomStream random) => parameter.State == ParameterState.Fixed ? parameter.Initial
            : Math.Min(Math.Max(random.Uniform(parameter.Initial - 0.5, parameter.Initial + 2.0), parameter.Lower), parameter.Upper);
    });

    [Fact]
    public void Tests_give_probabilities() => Each(model =>
    {
        foreach (TestStatistic statistic in (ReadOnlySpan<TestStatistic>)[TestStatistic.QMuTilde, TestStatistic.QMu, TestStatistic.Q0])
        {
            foreach (double poi in (ReadOnlySpan<double>)[0.3, 1.0, 4.0])
            {
                HypothesisTestResult test = model.Inference.Test(statistic, poi, model.Data);
                if (!(test.Q >= 0.0) || !(test.QAsimov >= 0.0)) return $"{statistic} at {poi}: q = {test.Q}, qA = {test.QAsimov}";
                foreach (double p in (ReadOnlySpan<double>)[test.Cls, test.Clsb, test.Clb, .. test.ExpectedBand])
                {
                    if (!(p >= 0.0 && p <= 1.0)) return $"{statistic} at {poi}: a probability is {p}";
                }

                for (int i = 1; i < 5; i++)
                {
                    if (!(test.ExpectedBand[i] >= test.ExpectedBand[i - 1])) return $"{statistic} at {poi}: the band {string.Join(", ", test.ExpectedBand)} is not in order";
                }
            }
        }

        return null;
    });

    [Fact]
    public void Limits_are_where_CLs_is_at_its_level() => Each(model =>
    {
        UpperLimits limits = model.Inference.Limits(model.Data);
        if (double.IsNaN(limits.Observed))
        {
            if (Cls(1000.0 * Math.Max(1.0, limits.PoiHat)) is { } far && far[0] < 0.05) return $"there is no limit, but CLs falls to {far[0]}";
        }
        else if (Problem(limits.Observed, 0) is { } observed)
        {
            return observed;
        }

        for (int i = 0; i < 5 && !double.IsNaN(limits.Expected[i]); i++)
        {
            if (Problem(limits.Expected[i], 1 + i) is { } problem) return problem;
            if (i > 0 && !(limits.Expected[i] >= limits.Expected[i - 1])) return "the expected limits are not in order";
        }

        return null;

        string? Problem(double limit, int place)
        {
            if (Cls(limit) is not { } at || Math.Abs(at[place] - 0.05) <= 1e-8) return null;

            // Where the lowest minimum changes from one basin to another that the fits do not see from both sides, CLs jumps past its level.
            if (Cls(limit * (1.0 - 1e-9)) is { } below && Cls(limit * (1.0 + 1e-9)) is { } above && below[place] > 0.05 && above[place] < 0.05) return null;
            return string.Create(CultureInfo.InvariantCulture, $"CLs {place} at the limit {limit} is {at[place]}");
        }

        double[]? Cls(double poi)
        {
            try
            {
                HypothesisTestResult test = model.Inference.Test(TestStatistic.QMuTilde, poi, model.Data);
                return [test.Cls, .. test.ExpectedBand];
            }
            catch (FitFailedException) when (poi > 1000.0)
            {
                return null;
            }
        }
    });

    [Fact]
    public void Results_are_equal_to_the_bit_when_repeated() => Each(model =>
    {
        double[] first = Everything();
        _ = model.Inference.Limits(model.Data);
        _ = model.Inference.Fit(model.Data, new Dictionary<string, double> { ["mu"] = 2.0 });
        double[] second = Everything();
        double[] fresh = Results(new ModelInference(model.Model), model);
        for (int i = 0; i < first.Length; i++)
        {
            if (!first[i].Equals(second[i]) || !first[i].Equals(fresh[i])) return $"number {i} is {first[i]}, then {second[i]}, from another instance {fresh[i]}";
        }

        return null;

        double[] Everything() => Results(model.Inference, model);
    });

    [Fact]
    public void Intervals_and_scans_agree_with_the_fit() => Each(model =>
    {
        FitResult fit = model.Inference.Fit(model.Data).ThrowIfFailed();
        if (!model.HasSignal) return null;
        foreach (Parameter parameter in model.Model.Parameters.Where(p => p.State != ParameterState.Fixed).Take(3).Append(model.Model.Parameters[model.Model.PoiIndex]))
        {
            double value = fit[parameter.Name];
            MinosInterval interval = model.Inference.Minos(model.Data, fit, parameter.Name);
            if (interval.BetterMinimum is { } better && better < fit.TwiceNll - 1e-6) return $"{parameter.Name}: MINOS met {better} below {fit.TwiceNll}";
            foreach (double end in (ReadOnlySpan<double>)[interval.Down, interval.Up])
            {
                if (double.IsNaN(end)) continue;
                double rise = model.Inference.Fit(model.Data, new Dictionary<string, double> { [parameter.Name] = value + end }).TwiceNll - fit.TwiceNll;
                rise = Math.Min(rise, model.Inference.Scan(model.Data, [parameter.Name], [[value + end]])[0].DeltaTwiceNll);
                if (Math.Abs(rise - 1.0) > 1e-6) return $"{parameter.Name}: 2 nll rises by {rise} at the end {end} of the interval around {value}";
            }

            foreach ((double end, double bound) in (ReadOnlySpan<(double, double)>)[(interval.Down, parameter.Lower), (interval.Up, parameter.Upper)])
            {
                if (!double.IsNaN(end)) continue;
                FitResult atBound = model.Inference.Fit(model.Data, new Dictionary<string, double> { [parameter.Name] = bound });
                if (atBound.IsConverged && atBound.TwiceNll - fit.TwiceNll > 1.0) return $"{parameter.Name}: no end, but 2 nll rises by {atBound.TwiceNll - fit.TwiceNll} at the bound {bound}";
            }
        }

        double mu = fit["mu"];
        IReadOnlyList<ProfilePoint> scan = model.Inference.Scan(model.Data, ["mu"], [.. new[] { 0.0, 0.5 * mu, mu, 1.5 * mu + 0.1, 5.0 }.Select(v => new[] { v })]);
        if (scan.Any(p => !(p.DeltaTwiceNll >= 0.0))) return $"the scan gives {string.Join(", ", scan.Select(p => p.DeltaTwiceNll))}";
        return scan[2].DeltaTwiceNll <= 1e-8 ? null : $"the scan is {scan[2].DeltaTwiceNll} at the fitted value";
    });

    private static double[] Results(ModelInference inference, Drawn model)
    {
        FitResult fit = inference.Fit(model.Data);
        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.0, model.Data, withGradients: true);
        return [fit.Nll, .. fit.Values, .. fit.Covariance, test.Cls, .. test.ExpectedBand, .. test.ClsGradient().Templates, .. test.ClsGradient().Counts];
    }

    private static void Each(Func<Drawn, string?> problemOf)
    {
        var problems = new List<string>();
        for (ulong index = 0; index < Models; index++)
        {
            Workspace workspace = RandomModels.Draw(index);
            HistFactoryModel model = HistFactoryModel.Create(workspace);
            string? problem;
            try
            {
                problem = problemOf(new Drawn(index, workspace, model, new ModelInference(model), model.DataOf(workspace)));
            }
            catch (FitFailedException error)
            {
                problem = error.Message;
            }

            if (problem is not null) problems.Add($"model {index}: {problem}");
        }

        Assert.True(problems.Count == 0, $"{problems.Count} of {Models} models:\n{string.Join('\n', problems.Take(20))}");
    }

    private sealed record Drawn(ulong Index, Workspace Workspace, HistFactoryModel Model, ModelInference Inference, HistFactoryData Data)
    {
        public bool HasSignal => Workspace.Channels.Any(c => c.Samples[0].Data.Any(d => d > 0.0));
    }
}

