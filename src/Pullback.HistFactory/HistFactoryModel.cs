using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.Parameters;

namespace Pullback.HistFactory;

/// <summary>A HistFactory likelihood, compiled: immutable and shared by all threads. <see cref="Inference.ModelInference"/> evaluates it.</summary>
/// <remarks>
/// <para>Parameters, their order, start values, bounds and auxiliary data are those of pyhf. Main data are the bins of the channels in the order of their names.</para>
/// <para>Reference: [HistFactory2012], [Pyhf2021].</para>
/// </remarks>
public sealed class HistFactoryModel
{
    private HistFactoryModel(CompiledModel compiled, string? poi)
    {
        Compiled = compiled;
        Numbers = new BoundModel(compiled);
        CheckConstraints();
        var parameters = new List<Parameter>();
        foreach (ParameterBlock block in compiled.Blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                int p = block.First + i;
                ParameterState state = Numbers.IsFixed[p] ? ParameterState.Fixed
                    : block.Constraint == ConstraintKind.None ? ParameterState.Free : ParameterState.Constrained;
                parameters.Add(new Parameter(block.ComponentName(i), block.Initials[i], block.Lower[i], block.Upper[i], state));
            }
        }

        Parameters = new ParameterSet(parameters);
        PoiIndex = PoiOf(compiled.Blocks, poi);
    }

    /// <summary>The parameters, in the order of every vector over them.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The names of the file with what each stands for, in the order of the parameters.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => Compiled.Blocks;

    /// <summary>The position of the parameter of interest; −1 without one.</summary>
    public int PoiIndex { get; }

    /// <summary>The name of the parameter of interest; null without one.</summary>
    public string? PoiName => PoiIndex < 0 ? null : Parameters[PoiIndex].Name;

    /// <summary>The channels with their numbers of bins, in the order of the main data.</summary>
    public IReadOnlyList<(string Name, int Bins)> Channels => [.. Compiled.Channels.Select(c => (c.Name, c.Bins))];

    /// <summary>The samples of a channel in their order.</summary>
    /// <param name="channel">The position of the channel.</param>
    public IReadOnlyList<string> SamplesOf(int channel) => [.. Compiled.Channels[channel].Samples.Select(s => s.Name)];

    /// <summary>The number of bins of all channels.</summary>
    public int BinCount => Compiled.BinCount;

    /// <summary>The parameters with an auxiliary measurement, in the order of auxiliary data.</summary>
    public IReadOnlyList<int> ConstrainedParameters => Compiled.Constrained;

    /// <summary>The order of the numbers that results can be differentiated by.</summary>
    public InputLayout Layout => Compiled.Layout;

    /// <summary>The numbers of the workspace, in the order of <see cref="Layout"/>.</summary>
    public IReadOnlyList<double> Inputs => Compiled.Inputs;

    /// <summary>The auxiliary data of the workspace. Shape [constrained parameter].</summary>
    public IReadOnlyList<double> AuxiliaryData => [.. Compiled.Constrained.Select(p => Numbers.Centers[p])];

    /// <summary>The options it was compiled with.</summary>
    public ModelOptions Options => Compiled.Options;

    internal CompiledModel Compiled { get; }

    internal BoundModel Numbers { get; }

    /// <summary>Compiles a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="measurement">The measurement; the first when null.</param>
    /// <param name="options">What the workspace leaves open; the defaults when null.</param>
    /// <exception cref="InvalidModelException">The workspace is no model; all problems are reported together.</exception>
    public static HistFactoryModel Create(Workspace workspace, string? measurement = null, ModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        Measurement chosen = measurement is null ? workspace.Measurements[0]
            : workspace.Measurements.FirstOrDefault(m => m.Name == measurement) ?? throw new InvalidModelException(
                $"There is no measurement '{measurement}'. The measurements are {string.Join(", ", workspace.Measurements.Select(m => $"'{m.Name}'"))}.");
        return Create(workspace.Channels, chosen.Parameters, chosen.Poi, options);
    }

    /// <summary>Compiles channels without data.</summary>
    /// <param name="channels">The channels.</param>
    /// <param name="parameters">Settings that replace the defaults; those of unknown parameters are ignored.</param>
    /// <param name="poi">The parameter of interest; null or empty for none.</param>
    /// <param name="options">What the channels leave open; the defaults when null.</param>
    /// <exception cref="InvalidModelException">The channels are no model; all problems are reported together.</exception>
    public static HistFactoryModel Create(
        IReadOnlyList<Channel> channels, IReadOnlyList<ParameterConfiguration> parameters, string? poi, ModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(parameters);
        options ??= ModelOptions.Default;
        return new HistFactoryModel(ModelCompiler.Compile(channels, parameters, options), options.Poi ?? poi);
    }

    /// <summary>The observed counts of a workspace with the auxiliary data of the model.</summary>
    /// <param name="workspace">The workspace; channels without a model are ignored.</param>
    /// <exception cref="InvalidModelException">A channel has no observation, or one of another length.</exception>
    public HistFactoryData DataOf(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        double[] counts = new double[BinCount];
        foreach (ChannelPlan channel in Compiled.Channels)
        {
            Observation observation = workspace.Observations.FirstOrDefault(o => o.Name == channel.Name)
                ?? throw new InvalidModelException($"channel '{channel.Name}': there is no observation of it. Add one to the workspace's observations.");
            if (observation.Data.Count != channel.Bins)
            {
                throw new InvalidModelException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"channel '{channel.Name}': its observation has {observation.Data.Count} bins, but its samples have {channel.Bins}. Give one count for each bin."));
            }

            for (int b = 0; b < channel.Bins; b++)
            {
                double count = observation.Data[b];
                if (!(count >= 0.0) || double.IsPositiveInfinity(count))
                {
                    throw new InvalidModelException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                        $"channel '{channel.Name}', bin {b} (counted from 0): the observed count is {count}, but must be at least 0. Correct the observation."));
                }

                counts[channel.FirstBin + b] = count;
            }
        }

        return new HistFactoryData(counts, AuxiliaryData);
    }

    internal ModelData ToModelData(HistFactoryData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Counts.Count != BinCount || data.Auxiliary.Count != Compiled.Constrained.Length)
        {
            throw new ArgumentException(
                $"The model has {BinCount} bins and {Compiled.Constrained.Length} auxiliary data, but {data.Counts.Count} and {data.Auxiliary.Count} are given.", nameof(data));
        }

        for (int b = 0; b < BinCount; b++)
        {
            if (!(data.Counts[b] >= 0.0) || double.IsPositiveInfinity(data.Counts[b]))
            {
                throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"The count of bin {b} (counted from 0) is {data.Counts[b]}, but must be finite and at least 0."), nameof(data));
            }
        }

        for (int i = 0; i < Compiled.Constrained.Length; i++)
        {
            int p = Compiled.Constrained[i];
            bool isCount = Compiled.Constraints[p] == ConstraintKind.Poisson;
            if (!double.IsFinite(data.Auxiliary[i]) || (isCount && data.Auxiliary[i] < 0.0))
            {
                throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"The auxiliary datum of '{Parameters[p].Name}' is {data.Auxiliary[i]}, but must be finite{(isCount ? " and at least 0" : "")}."), nameof(data));
            }
        }

        var result = new ModelData(Compiled);
        for (int b = 0; b < BinCount; b++) result.Counts[b] = data.Counts[b];
        for (int i = 0; i < Compiled.Constrained.Length; i++) result.Auxiliary[Compiled.Constrained[i]] = data.Auxiliary[i];
        return result;
    }

    /// <summary>Widths follow from the templates, and so do their overflows.</summary>
    private void CheckConstraints()
    {
        var problems = new List<string>();
        foreach (ParameterBlock block in Compiled.Blocks.Where(b => b.Constraint != ConstraintKind.None))
        {
            for (int i = 0; i < block.Count; i++)
            {
                double width = Numbers.Widths[block.First + i];
                if (double.IsNormal(width * width) && double.IsNormal(1.0 / (width * width))) continue;
                problems.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"parameter '{block.ComponentName(i)}' ({block.Origin}): the width or rate factor of its constraint is {width}, whose square overflows. ")
                    + "Correct the uncertainty, or set it to 0 to hold the parameter.");
            }
        }

        if (problems.Count > 0) throw new InvalidModelException(problems);
    }

    private static int PoiOf(IReadOnlyList<ParameterBlock> blocks, string? poi)
    {
        if (string.IsNullOrEmpty(poi)) return -1;
        ParameterBlock? block = blocks.FirstOrDefault(b => b.Name == poi) ?? blocks.FirstOrDefault(b => b.Count == 1 && b.ComponentName(0) == poi);
        if (block is null)
        {
            string[] candidates = [.. blocks.Where(b => b is { Count: 1, Constraint: ConstraintKind.None }).Select(b => $"'{b.Name}'")];
            throw new InvalidModelException($"The parameter of interest '{poi}' is not a parameter of the model. "
                + (candidates.Length > 0 ? $"Unconstrained parameters are {string.Join(", ", candidates)}. " : "The model has no unconstrained parameter. ")
                + "Name one of them as the measurement's poi, give a sample a normfactor of that name, or set poi to \"\" for none.");
        }

        if (block.Count > 1) throw new InvalidModelException($"The parameter of interest '{poi}' has {block.Count} components, but must be one number. Choose a normfactor.");
        return block.First;
    }
}
