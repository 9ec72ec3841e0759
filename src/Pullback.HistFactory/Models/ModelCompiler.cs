using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>Turns channels and parameter settings into a <see cref="CompiledModel"/>.</summary>
internal static class ModelCompiler
{
    /// <summary>Compiles.</summary>
    /// <exception cref="InvalidModelException">The specification is not a model; all problems are reported together.</exception>
    public static CompiledModel Compile(IReadOnlyList<Channel> workspaceChannels, IReadOnlyList<ParameterConfiguration> configurations, ModelOptions options)
    {
        var problems = new List<string>();
        if (!InterpolationCodesAreAllowed(options)) throw new InvalidModelException(
            "A histosys takes the interpolation codes code0, code2 and code4p, a normsys code1 and code4. Choose among those.");
        ChannelChecks.Structure(workspaceChannels, problems);
        if (problems.Count > 0) throw new InvalidModelException(problems);
        IReadOnlyList<SortedChannel> channels = SortedChannel.Sort(workspaceChannels);
        ChannelChecks.Numbers(channels, problems);
        var collector = new BlockCollector(options, problems);
        collector.Collect(channels);
        collector.Configure(configurations);
        if (collector.Blocks.Count == 0 && problems.Count == 0)
            problems.Add("The model has no parameters. Give at least one sample a modifier, for example a normfactor for the strength of the signal.");
        if (problems.Count > 0) throw new InvalidModelException(problems);

        var layout = new InputLayout();
        var inputs = new List<double>();
        var widths = new SortedDictionary<int, WidthRule>();
        var plans = new ChannelPlan[channels.Count];
        int bins = 0;
        for (int c = 0; c < plans.Length; c++)
        {
            SamplePlan[] samples = [.. channels[c].Samples.Select(sample => Compile(sample, c, channels[c], collector, layout, inputs, widths, options))];
            plans[c] = new ChannelPlan { Name = channels[c].Name, FirstBin = bins, Bins = channels[c].Bins, Samples = samples };
            bins += channels[c].Bins;
        }

        return Assemble(options, collector.Blocks, plans, layout, [.. inputs], widths, bins);
    }

    private static bool InterpolationCodesAreAllowed(ModelOptions options) =>
        Interpolation.InterpolationCodes.Additive.Contains(options.HistoSys) && Interpolation.InterpolationCodes.Multiplicative.Contains(options.NormSys);

    private static SamplePlan Compile(
        Sample sample, int channel, SortedChannel place, BlockCollector collector, InputLayout layout, List<double> inputs,
        SortedDictionary<int, WidthRule> widths, ModelOptions options)
    {
        var cell = new CellBuilder(layout, inputs, widths, options, channel, place.Name, sample);
        foreach (Modifier modifier in sample.Modifiers)
        {
            ModifierType type = KnownModifiers.FindCompiled(modifier.Type)!;
            type.Compile(cell, modifier, collector.Find(modifier.Name));
        }

        foreach (CustomModifier custom in options.CustomModifiers.Where(c => c.ActsOn(place.Name, sample.Name)))
            cell.AddCustom(new CustomTerm(custom, [.. custom.Parameters.Select(p => collector.Find(p.Name).First)]));
        return cell.Build();
    }

    private static CompiledModel Assemble(
        ModelOptions options, IReadOnlyList<ParameterBlock> blocks, ChannelPlan[] channels, InputLayout layout, double[] inputs,
        SortedDictionary<int, WidthRule> widths, int bins)
    {
        int count = blocks.Sum(b => b.Count);
        var constraints = new ConstraintKind[count];
        double[] centers = new double[count];
        double[] configuredWidths = new double[count];
        var isFixed = new bool?[count];
        foreach (ParameterBlock block in blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                constraints[block.First + i] = block.Constraint;
                centers[block.First + i] = block.Centers[i];
                configuredWidths[block.First + i] = block.Widths[i];
                isFixed[block.First + i] = block.Fixed;
            }
        }

        int[] gammas = ChooseGammas(channels, constraints, widths, isFixed, inputs, bins);
        int[] binOfGamma = new int[count];
        Array.Fill(binOfGamma, -1);
        for (int b = 0; b < bins; b++)
        {
            if (gammas[b] >= 0) binOfGamma[gammas[b]] = b;
        }

        int[] core = [.. Enumerable.Range(0, count).Where(p => binOfGamma[p] < 0)];
        int[] coreOf = new int[count];
        Array.Fill(coreOf, -1);
        for (int i = 0; i < core.Length; i++) coreOf[core[i]] = i;
        return new CompiledModel
        {
            Options = options,
            Blocks = blocks,
            Channels = channels,
            Layout = layout,
            Inputs = inputs,
            WidthRules = [.. widths.Values],
            ParameterCount = count,
            BinCount = bins,
            Constraints = constraints,
            Centers = centers,
            Widths = configuredWidths,
            Fixed = isFixed,
            Gammas = gammas,
            BinOfGamma = binOfGamma,
            Core = core,
            CoreOf = coreOf,
            Indices = [.. channels.Select(c => ChannelIndex.Of(c, gammas, coreOf))],
            TemplateParameters = [.. channels.SelectMany(c => c.Samples).SelectMany(s => s.Templates).Select(t => t.Parameter).Distinct().Order()],
            Constrained = [.. Enumerable.Range(0, count).Where(p => constraints[p] != ConstraintKind.None)],
        };
    }

    /// <summary>
    /// One constrained parameter for each bin that acts on no other bin and enters the rate linearly. Where a bin has several, one that is free is preferred,
    /// and among those the one on most samples: the likelihood is then profiled over it in closed form.
    /// </summary>
    private static int[] ChooseGammas(
        ChannelPlan[] channels, ConstraintKind[] constraints, SortedDictionary<int, WidthRule> widths, bool?[] isFixed, double[] inputs, int bins)
    {
        // A parameter that a custom modifier also uses, or that has two bins, cannot be eliminated.
        var places = new Dictionary<int, HashSet<(int Bin, int Sample)>>();
        var uses = new Dictionary<int, int>();
        var excluded = new HashSet<int>();
        foreach (ChannelPlan channel in channels)
        {
            for (int s = 0; s < channel.Samples.Length; s++)
            {
                SamplePlan sample = channel.Samples[s];
                foreach (CustomTerm custom in sample.Customs) excluded.UnionWith(custom.Parameters);
                foreach (FactorTerm factor in sample.Factors.Where(f => f.PerBin))
                {
                    for (int b = 0; b < channel.Bins; b++)
                    {
                        int parameter = factor.In(b);
                        if (constraints[parameter] == ConstraintKind.None) continue;
                        if (!places.TryGetValue(parameter, out HashSet<(int Bin, int Sample)>? set)) places.Add(parameter, set = []);
                        if (!set.Add((channel.FirstBin + b, s))) excluded.Add(parameter);
                        uses[parameter] = uses.GetValueOrDefault(parameter) + 1;
                    }
                }
            }
        }

        int[] gammas = new int[bins];
        int[] best = new int[bins];
        Array.Fill(gammas, -1);
        foreach ((int parameter, HashSet<(int Bin, int Sample)> set) in places.OrderBy(p => p.Key))
        {
            int[] where = [.. set.Select(place => place.Bin).Distinct()];
            if (where.Length != 1 || excluded.Contains(parameter)) continue;
            bool held = isFixed[parameter] ?? (widths.TryGetValue(parameter, out WidthRule? rule) && rule.Evaluate(inputs).IsFixed);
            int rank = held ? 1 : 1 + uses[parameter] + 1;
            if (rank <= best[where[0]]) continue;
            best[where[0]] = rank;
            gammas[where[0]] = parameter;
        }

        return gammas;
    }
}
