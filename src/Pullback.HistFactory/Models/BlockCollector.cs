using System.Globalization;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>Finds the parameters of a model, their order and their settings.</summary>
/// <remarks>
/// Order: by type as in <see cref="KnownModifiers"/>, within a type by first appearance in the sorted channels, samples and modifiers, <c>staterror</c> by name;
/// a name met under an earlier type keeps its place. Parameters of custom modifiers come last.
/// </remarks>
internal sealed class BlockCollector(ModelOptions options, List<string> problems)
{
    private readonly Dictionary<HashedName, ParameterBlock> _blocks = [];
    private readonly List<ParameterBlock> _order = [];
    private ParameterBlock[][][] _found = [];

    public IReadOnlyList<ParameterBlock> Blocks => _order;

    public ParameterBlock Find(string name) => _blocks[new HashedName(name)];

    /// <summary>The parameter, or that of the first bin, that each slot of a sample drives. Complete where there are no problems.</summary>
    public int[] FirstOf(int channel, int sample) => Array.ConvertAll(_found[channel][sample], block => block.FirstIn(channel));

    public void Collect(IReadOnlyList<SortedChannel> channels)
    {
        _found = [.. channels.Select(channel => channel.Samples.Select(sample => new ParameterBlock[sample.Names.Length]).ToArray())];
        for (int t = 0; t < KnownModifiers.Compiled.Count; t++)
        {
            if (KnownModifiers.Compiled[t] is StatError stat) CollectStatErrors(stat, t, channels);
            else CollectType(KnownModifiers.Compiled[t], t, channels);
        }

        foreach (CustomModifier custom in options.CustomModifiers)
        {
            foreach (CustomParameter parameter in custom.Parameters)
            {
                (double center, double width) = parameter.Constraint ?? (double.NaN, double.NaN);
                if (!double.IsFinite(parameter.Initial) || double.IsNaN(parameter.Lower) || double.IsNaN(parameter.Upper) || (parameter.Constraint is not null && !double.IsFinite(center)))
                {
                    problems.Add(Invariant($"parameter '{parameter.Name}' of custom modifier '{custom.Name}': start value {parameter.Initial}, bounds [{parameter.Lower}, {parameter.Upper}], center of the constraint {center}. ")
                        + "The start value and the center must be finite and the bounds numbers. Correct them.");
                    continue;
                }

                Add(parameter.Name, new ParameterRequirement(
                    1, false, parameter.Constraint is null ? ConstraintKind.None : ConstraintKind.Normal, parameter.Initial, parameter.Lower, parameter.Upper, center, width),
                    $"custom modifier '{custom.Name}'", mustAgree: false);
            }
        }

        var components = new Dictionary<string, ParameterBlock>(StringComparer.Ordinal);
        int first = 0;
        foreach (ParameterBlock block in _order)
        {
            for (int i = 0; i < block.Count; i++)
            {
                string name = block.ComponentName(i);
                if (components.TryAdd(name, block)) continue;
                ParameterBlock other = components[name];
                problems.Add($"parameter '{name}': a component of '{block.Name}' ({block.Origin}) has the same name as one of '{other.Name}' ({other.Origin}). Rename one of them.");
            }

            block.First = first;
            first += block.Count;
        }
    }

    public void Configure(IReadOnlyList<ParameterConfiguration> configurations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterConfiguration configuration in configurations)
        {
            if (!seen.Add(configuration.Name)) problems.Add($"parameter '{configuration.Name}' is configured twice in the measurement. Keep one of the two.");
            else if (_blocks.TryGetValue(new HashedName(configuration.Name), out ParameterBlock? block)) Configure(block, configuration);
        }

        foreach (ParameterBlock block in _order)
        {
            if (block.Requirement.MustBeConfigured && (((double[])[.. block.Initials, .. block.Lower, .. block.Centers, .. block.Widths]).Any(double.IsNaN)))
            {
                problems.Add($"parameter '{block.Name}' ({block.Origin}): the measurement does not configure it in full, but a lumi modifier needs inits, bounds, auxdata and sigmas. "
                    + $"Add {{\"name\": \"{block.Name}\", \"inits\": [1.0], \"bounds\": [[0.9, 1.1]], \"auxdata\": [1.0], \"sigmas\": [0.02]}} with your numbers to the measurement's parameters.");
                continue;
            }

            for (int i = 0; i < block.Count; i++)
            {
                bool isHeld = block.Fixed == true;
                if (!(block.Lower[i] <= block.Upper[i]))
                    problems.Add(Invariant($"parameter '{block.ComponentName(i)}': its bounds [{block.Lower[i]}, {block.Upper[i]}] are out of order. Give the lower one first."));
                else if (!isHeld && (block.Initials[i] < block.Lower[i] || block.Initials[i] > block.Upper[i]))
                    problems.Add(Invariant($"parameter '{block.ComponentName(i)}': its start value {block.Initials[i]} is outside its bounds [{block.Lower[i]}, {block.Upper[i]}]. Move the start value or widen the bounds."));
                if (block.Constraint != ConstraintKind.None && !double.IsNaN(block.Widths[i]) && !(block.Widths[i] > 0.0))
                    problems.Add(Invariant($"parameter '{block.ComponentName(i)}': the width of its constraint is {block.Widths[i]}, but must be positive. Give it a positive one, and set \"fixed\" to hold the parameter."));
                if (block.Constraint == ConstraintKind.Poisson && block.Centers[i] < 0.0)
                    problems.Add(Invariant($"parameter '{block.ComponentName(i)}': its auxiliary count is {block.Centers[i]}, but must be at least 0. Correct auxdata."));
            }
        }
    }

    private void CollectType(ModifierType type, int index, IReadOnlyList<SortedChannel> channels)
    {
        for (int c = 0; c < channels.Count; c++)
        {
            for (int s = 0; s < channels[c].Samples.Length; s++)
            {
                CompiledSample sample = channels[c].Samples[s];
                foreach (int slot in sample.SlotsOf(index)) _found[c][s][slot] = Collect(type, channels[c], sample, sample.Names[slot]);
            }
        }
    }

    private ParameterBlock Collect(ModifierType type, SortedChannel channel, CompiledSample sample, HashedName name)
    {
        bool isFirst = !_blocks.TryGetValue(name, out ParameterBlock? block) || block.LastType != type;
        if (!isFirst && !type.IsShareable)
        {
            problems.Add($"channel '{channel.Name}', sample '{sample.Name}', modifier '{name.Text}' ({type.Name}): the name stands on another sample too, but a {type.Name} "
                + "belongs to one sample. Give each its own name.");
            return block!;
        }

        ParameterRequirement requirement = type.Requirement(channel.Bins, options);
        if (!isFirst && block!.Requirement == requirement) return block;
        Add(name.Text, requirement, $"{type.Name} on sample '{sample.Name}' of channel '{channel.Name}'", mustAgree: true);
        block = _blocks[name];
        block.LastType = type;
        return block;
    }

    private void CollectStatErrors(StatError type, int index, IReadOnlyList<SortedChannel> channels)
    {
        var carriers = new SortedDictionary<string, SortedDictionary<string, List<int>>>(StringComparer.Ordinal);
        for (int c = 0; c < channels.Count; c++)
        {
            foreach (CompiledSample sample in channels[c].Samples)
            {
                foreach (int slot in sample.SlotsOf(index))
                {
                    string name = sample.Names[slot].Text;
                    if (!carriers.TryGetValue(name, out SortedDictionary<string, List<int>>? samples))
                        carriers.Add(name, samples = new(StringComparer.Ordinal));
                    if (!samples.TryGetValue(sample.Name, out List<int>? places)) samples.Add(sample.Name, places = []);
                    places.Add(c);
                }
            }
        }

        foreach ((string name, SortedDictionary<string, List<int>> samples) in carriers)
        {
            List<int> places = samples.Values.First();
            foreach ((string sample, List<int> others) in samples)
            {
                if (others.SequenceEqual(places)) continue;
                string In(IEnumerable<int> list) => string.Join(", ", list.Select(c => $"'{channels[c].Name}'"));
                problems.Add($"modifier '{name}' (staterror): sample '{samples.Keys.First()}' carries it in {In(places)}, but sample '{sample}' in {In(others)}. "
                    + "All samples that carry one staterror must carry it in the same channels; use one name for each channel.");
            }

            int bins = places.Sum(c => channels[c].Bins);
            ParameterBlock? block = Add(name, type.Requirement(bins, options), $"staterror in channel '{channels[places[0]].Name}'", mustAgree: true);
            int component = 0;
            foreach (int c in places)
            {
                block?.CoverChannel(c, component);
                component += channels[c].Bins;
            }
        }

        for (int c = 0; c < channels.Count; c++)
        {
            for (int k = 0; k < channels[c].Samples.Length; k++)
            {
                foreach (int slot in channels[c].Samples[k].SlotsOf(index)) _found[c][k][slot] = _blocks[channels[c].Samples[k].Names[slot]];
            }
        }
    }

    private ParameterBlock? Add(string name, ParameterRequirement requirement, string origin, bool mustAgree)
    {
        if (_blocks.TryGetValue(new HashedName(name), out ParameterBlock? block))
        {
            // Rate factors of Poisson constraints follow from the templates of one modifier type.
            if (!mustAgree || (block.Requirement == requirement && requirement.Constraint != ConstraintKind.Poisson)) return block;
            problems.Add(block.Requirement.IsVector && requirement.IsVector && block.Count != requirement.Count
                ? Invariant($"modifier '{name}': it has {block.Count} bins as {block.Origin}, but {requirement.Count} as {origin}. One name needs one number of bins; use two names.")
                : $"modifier '{name}': its parameters as {block.Origin} and as {origin} differ in number, start, bounds or constraint, so that one name cannot mean both. Rename one of them.");
            return null;
        }

        block = new ParameterBlock(name, requirement, origin);
        _blocks.Add(new HashedName(name), block);
        _order.Add(block);
        return block;
    }

    private void Configure(ParameterBlock block, ParameterConfiguration configuration)
    {
        block.Initials = Values(block, configuration.Inits, "inits", block.Initials, true);
        if (configuration.Bounds is { } bounds)
        {
            int before = problems.Count;
            block.Lower = Values(block, [.. bounds.Select(b => b.Lower)], "bounds", block.Lower, true, canBeInfinite: true);
            if (problems.Count == before) block.Upper = Values(block, [.. bounds.Select(b => b.Upper)], "bounds", block.Upper, true, canBeInfinite: true);
        }

        block.Centers = Values(block, configuration.AuxiliaryData, "auxdata", block.Centers, block.Constraint != ConstraintKind.None);
        block.Widths = Values(block, configuration.Sigmas, "sigmas", block.Widths, block.Requirement.HasWidths);
        block.Widths = Values(block, configuration.Factors, "factors", block.Widths, block.Requirement.HasFactors);
        block.Fixed = configuration.Fixed ?? block.Fixed;
    }

    private double[] Values(ParameterBlock block, IReadOnlyList<double>? configured, string key, double[] defaults, bool exists, bool canBeInfinite = false)
    {
        if (configured is null) return defaults;
        if (!exists)
        {
            problems.Add($"parameter '{block.Name}' ({block.Origin}): the measurement configures {key}, which it does not have. Remove {key}.");
            return defaults;
        }

        if (configured.Count != block.Count)
        {
            problems.Add(Invariant($"parameter '{block.Name}' ({block.Origin}): the measurement gives {Plural(configured.Count, "number")} as {key}, but it has {Plural(block.Count, "component")}. Give one for each."));
            return defaults;
        }

        if (configured.All(number => canBeInfinite ? !double.IsNaN(number) : double.IsFinite(number))) return [.. configured];
        problems.Add(Invariant($"parameter '{block.Name}' ({block.Origin}): the measurement gives {string.Join(", ", configured)} as {Meaning(key)}, but needs numbers{(canBeInfinite ? "" : " that are finite")}. Correct them."));
        return defaults;
    }

    private static string Meaning(string key) => key == "inits" ? "inits (start values)" : key;

    private static string Plural(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
