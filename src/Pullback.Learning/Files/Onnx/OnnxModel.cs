namespace Pullback.Learning.Files.Onnx;

/// <summary>A constant tensor.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Element">The number type.</param>
/// <param name="Numbers">The numbers, row-major, of a floating-point tensor; otherwise empty.</param>
/// <param name="Integers">The numbers, row-major, of an integer or truth tensor; otherwise empty.</param>
internal sealed record OnnxTensor(string Name, int[] Shape, OnnxElement Element, double[] Numbers, long[] Integers);

/// <summary>A setting of a node: the member of its type is set, the others are empty.</summary>
internal sealed record OnnxAttribute(string Name)
{
    /// <summary>A number.</summary>
    public float? Single { get; init; }

    /// <summary>An integer.</summary>
    public long? Integer { get; init; }

    /// <summary>A text.</summary>
    public string? Text { get; init; }

    /// <summary>A tensor.</summary>
    public OnnxTensor? Tensor { get; init; }

    /// <summary>Numbers.</summary>
    public double[] Singles { get; init; } = [];

    /// <summary>Integers.</summary>
    public long[] Integers { get; init; } = [];
}

/// <summary>One operation of a graph.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Operation">The operation, such as <c>Gemm</c>.</param>
/// <param name="Domain">The operator set it belongs to; empty for ONNX's own.</param>
/// <param name="Inputs">Names of the values it reads; an empty name leaves an optional one out.</param>
/// <param name="Outputs">Names of the values it makes.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(string Name, string Operation, string Domain, string[] Inputs, string[] Outputs, OnnxAttribute[] Attributes)
{
    /// <summary>The setting of a name, or null.</summary>
    public OnnxAttribute? Attribute(string name) => Array.Find(Attributes, attribute => attribute.Name == name);
}

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">The number type.</param>
/// <param name="Dimensions">The dimensions; null where one is symbolic or unknown. Null as a whole if none are given.</param>
internal sealed record OnnxPort(string Name, OnnxElement Element, long?[]? Dimensions);

/// <summary>An ONNX file.</summary>
internal sealed record OnnxModel
{
    /// <summary>Version of the container.</summary>
    public long IrVersion { get; init; } = 8;

    /// <summary>Version of ONNX's own operator set.</summary>
    public long Opset { get; init; } = 17;

    /// <summary>The graph's name.</summary>
    public required string Name { get; init; }

    /// <summary>The operations, each after those it reads from.</summary>
    public required IReadOnlyList<OnnxNode> Nodes { get; init; }

    /// <summary>The constants.</summary>
    public required IReadOnlyList<OnnxTensor> Initializers { get; init; }

    /// <summary>The inputs.</summary>
    public required IReadOnlyList<OnnxPort> Inputs { get; init; }

    /// <summary>The outputs.</summary>
    public required IReadOnlyList<OnnxPort> Outputs { get; init; }

    /// <summary>Properties of the file's author.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
