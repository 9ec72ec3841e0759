using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Inputs;

/// <summary>The order of all numbers of a model that results can be differentiated by: one flat vector of named slices.</summary>
public sealed class InputLayout
{
    private readonly List<(string Channel, CompiledSample Sample, int Offset)> _samples = [];
    private InputSlice[]? _slices;

    /// <summary>The slices, in the order of the vector.</summary>
    public IReadOnlyList<InputSlice> Slices => All;

    /// <summary>The length of the vector.</summary>
    public int Length { get; private set; }

    /// <summary>Made when first asked for: most models of a signal grid are never differentiated. Threads that come at the same time make equal arrays.</summary>
    private InputSlice[] All => _slices ??=
    [
        .. _samples.SelectMany(sample => sample.Sample.Parts.Select(part => new InputSlice(
            sample.Channel, sample.Sample.Name, part.Modifier, part.ModifierType, part.Kind, sample.Offset + part.Offset, part.Count))),
    ];

    /// <summary>The slice of the nominal counts of a sample.</summary>
    /// <param name="channel">A channel.</param>
    /// <param name="sample">A sample of it.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public InputSlice Nominal(string channel, string sample) => Find(channel, sample, null, null, InputKind.Nominal);

    /// <summary>The slice of one modifier.</summary>
    /// <param name="channel">A channel.</param>
    /// <param name="sample">A sample of it.</param>
    /// <param name="modifier">The name of a modifier of the sample.</param>
    /// <param name="type">Its type.</param>
    /// <param name="kind">What to find.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public InputSlice Find(string channel, string sample, string? modifier, string? type, InputKind kind) =>
        Array.Find(All, s => s.Channel == channel && s.Sample == sample && s.Modifier == modifier && s.ModifierType == type && s.Kind == kind)
        ?? throw new ArgumentException($"The model has no {kind} numbers for channel '{channel}', sample '{sample}', modifier '{modifier}' ({type}).");

    /// <summary>Adds the numbers of a sample.</summary>
    /// <returns>The position of the first.</returns>
    internal int Add(string channel, CompiledSample sample)
    {
        int offset = Length;
        _samples.Add((channel, sample, offset));
        Length += sample.Inputs.Length;
        return offset;
    }

    /// <summary>The numbers of the samples, one after the other.</summary>
    internal double[] Collect()
    {
        double[] inputs = new double[Length];
        foreach ((_, CompiledSample sample, int offset) in _samples) sample.Inputs.CopyTo(inputs, offset);
        return inputs;
    }
}
