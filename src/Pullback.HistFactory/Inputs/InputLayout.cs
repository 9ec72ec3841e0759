namespace Pullback.HistFactory.Inputs;

/// <summary>The order of all numbers of a model that results can be differentiated by: one flat vector of named slices.</summary>
public sealed class InputLayout
{
    private readonly List<InputSlice> _slices = [];

    /// <summary>The slices, in the order of the vector.</summary>
    public IReadOnlyList<InputSlice> Slices => _slices;

    /// <summary>The length of the vector.</summary>
    public int Length { get; private set; }

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
        _slices.Find(s => s.Channel == channel && s.Sample == sample && s.Modifier == modifier && s.ModifierType == type && s.Kind == kind)
        ?? throw new ArgumentException($"The model has no {kind} numbers for channel '{channel}', sample '{sample}', modifier '{modifier}' ({type}).");

    internal int Add(string channel, string sample, string? modifier, string? type, InputKind kind, int count)
    {
        int offset = Length;
        _slices.Add(new InputSlice(channel, sample, modifier, type, kind, offset, count));
        Length += count;
        return offset;
    }
}
