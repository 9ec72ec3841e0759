using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>Turns channels and parameter settings into a <see cref="CompiledModel"/>.</summary>
/// <remarks>
/// Each sample is compiled by itself, those that were read from files only once (<see cref="CompiledSample"/>); what is left for a model is to find its parameters and to
/// give every sample its place. The models of a signal grid thus share what is compiled of their background, and come out the same as any other.
/// </remarks>
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
        var widths = new WidthTable(options);
        var plans = new ChannelPlan[channels.Count];
        int bins = 0;
        for (int c = 0; c < plans.Length; c++)
        {
            int channel = c;
            SamplePlan[] samples = [.. channels[c].Samples.Select((sample, s) =>
                Place(sample, channels[channel], collector.FirstOf(channel, s), collector, layout, widths, options))];
            plans[c] = new ChannelPlan { Name = channels[c].Name, FirstBin = bins, Bins = channels[c].Bins, Samples = samples };
            bins += channels[c].Bins;
        }

        return Assemble(options, collector.Blocks, plans, layout, widths, bins);
    }

    private static bool InterpolationCodesAreAllowed(ModelOptions options) =>
        Interpolation.InterpolationCodes.Additive.Contains(options.HistoSys) && Interpolation.InterpolationCodes.Multiplicative.Contains(options.NormSys);

    private static SamplePlan Place(
        CompiledSample sample, SortedChannel channel, int[] parameters, BlockCollector collector, InputLayout layout, WidthTable widths, ModelOptions options)
    {
        int nominal = layout.Add(channel.Name, sample);
        foreach (WidthTerm term in sample.Widths) term.Type.AddWidths(widths, parameters[term.Slot], sample.Bins, nominal, nominal + term.Uncertainty);
        CustomTerm[] customs =
        [
            .. options.CustomModifiers.Where(custom => custom.ActsOn(channel.Name, sample.Name))
                .Select(custom => new CustomTerm(custom, [.. custom.Parameters.Select(p => collector.Find(p.Name).First)])),
        ];
        return sample.Plan.At(nominal, parameters, customs);
    }

    private static CompiledModel Assemble(
        ModelOptions options, IReadOnlyList<ParameterBlock> blocks, ChannelPlan[] channels, InputLayout layout, WidthTable widths, int bins)
    {
        double[] inputs = layout.Collect();
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

        int[] gammas = GammaChoice.Of(channels, constraints, widths, isFixed, inputs, bins);
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
            WidthRules = widths.Rules,
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
}
