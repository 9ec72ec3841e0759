namespace Pullback.Learning.Files.Onnx;

/// <summary>A multilayer perceptron as ONNX files hold it: columns are selected, then scaled, then go through dense layers.</summary>
/// <remarks>
/// <para><c>h = (x[columns] − shift) / scale</c>, element by element; then each <see cref="DenseLayer"/> in turn.</para>
/// <para>Shape: input [event, input column], output [event, output column].</para>
/// </remarks>
public sealed record DenseNetwork
{
    /// <summary>How many columns the input has, before selection.</summary>
    public required int InputColumns { get; init; }

    /// <summary>The columns that are used, in order.</summary>
    /// <value>Null, for all.</value>
    public int[]? Columns { get; init; }

    /// <summary>Subtracted from each selected column.</summary>
    /// <value>Null, for 0.</value>
    public double[]? Shift { get; init; }

    /// <summary>Divides each selected column after the shift; not 0.</summary>
    /// <value>Null, for 1.</value>
    public double[]? Scale { get; init; }

    /// <summary>The layers, at least one.</summary>
    public required IReadOnlyList<DenseLayer> Layers { get; init; }

    /// <summary>Properties of the author's: key and value.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Checks that the sizes fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says where.</exception>
    internal void Check()
    {
        if (InputColumns < 1) throw Fault($"the input has {InputColumns} columns, but must have at least one");
        if (Layers.Count == 0) throw Fault("the network has no layer, but must have at least one");
        int selected = Columns?.Length ?? InputColumns;
        if (Columns is not null && Array.Exists(Columns, column => column < 0 || column >= InputColumns))
            throw Fault($"the columns ({string.Join(", ", Columns)}) are selected, but the input has columns 0 to {InputColumns - 1}");
        if (Shift is not null && Shift.Length != selected) throw Fault($"{Shift.Length} shifts are given for {selected} columns");
        if (Scale is not null && Scale.Length != selected) throw Fault($"{Scale.Length} scales are given for {selected} columns");
        if (Scale is not null && Array.Exists(Scale, scale => scale == 0.0 || !double.IsFinite(scale))) throw Fault("a scale is 0 or not finite, but divides a column");
        for (int i = 0; i < Layers.Count; i++)
        {
            DenseLayer layer = Layers[i];
            if (layer.Inputs != selected) throw Fault($"layer {i} takes {layer.Inputs} columns, but gets {selected}");
            if (layer.Outputs < 1 || layer.Bias.Length != layer.Outputs || layer.Weight.LongLength != (long)layer.Inputs * layer.Outputs)
                throw Fault($"layer {i} of {layer.Outputs} outputs and {layer.Inputs} inputs has {layer.Weight.LongLength} weights and {layer.Bias.Length} biases");
            selected = layer.Outputs;
        }
    }

    private static ArgumentException Fault(string found) => new(found + ".");
}
