using System.Globalization;

namespace Pullback.Learning.Files.Onnx;

/// <summary>A value inside a graph that is being built.</summary>
/// <param name="Name">Its name.</param>
internal readonly record struct OnnxValue(string Name);

/// <summary>Builds a graph over tensors [event, column] of one number type; every operation is appended after those it reads from.</summary>
internal sealed class OnnxGraph
{
    private readonly string _name;
    private readonly OnnxElement _element;
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _initializers = [];
    private readonly List<OnnxPort> _inputs = [];
    private readonly List<OnnxPort> _outputs = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>An empty graph.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="element">Binary32 or binary64.</param>
    /// <exception cref="ArgumentException">The number type is another one.</exception>
    public OnnxGraph(string name, OnnxElement element)
    {
        if (element is not (OnnxElement.Float32 or OnnxElement.Float64)) throw new ArgumentException($"A graph computes in Float32 or Float64, not in {element}.", nameof(element));
        _name = name;
        _element = element;
    }

    /// <summary>An input [batch, column].</summary>
    public OnnxValue Input(string name, int columns)
    {
        _inputs.Add(new OnnxPort(Unique(name), _element, [null, columns]));
        return new OnnxValue(name);
    }

    /// <summary>A constant of the graph's number type.</summary>
    public OnnxValue Constant(string name, int[] shape, double[] values)
    {
        _initializers.Add(new OnnxTensor(Unique(name), shape, _element, values, []));
        return new OnnxValue(name);
    }

    /// <summary>A constant list of integers.</summary>
    public OnnxValue Integers(string name, params long[] values)
    {
        _initializers.Add(new OnnxTensor(Unique(name), [values.Length], OnnxElement.Int64, [], values));
        return new OnnxValue(name);
    }

    /// <summary>Makes a value an output [batch, column] of a name.</summary>
    public void Output(string name, OnnxValue value, int columns)
    {
        _nodes.Add(new OnnxNode(NextName("Identity"), "Identity", "", [value.Name], [Unique(name)], []));
        _outputs.Add(new OnnxPort(name, _element, [null, columns]));
    }

    /// <summary>Matrix product.</summary>
    public OnnxValue MatMul(OnnxValue a, OnnxValue b) => Node("MatMul", [a, b]);

    /// <summary><c>α A B + β C</c>, each factor transposed on request.</summary>
    public OnnxValue Gemm(OnnxValue a, OnnxValue b, OnnxValue c, float alpha = 1, float beta = 1, bool transA = false, bool transB = false) =>
        Node("Gemm", [a, b, c], Number("alpha", alpha), Number("beta", beta), Integer("transA", transA ? 1 : 0), Integer("transB", transB ? 1 : 0));

    /// <summary>Sum.</summary>
    public OnnxValue Add(OnnxValue a, OnnxValue b) => Node("Add", [a, b]);

    /// <summary>Difference.</summary>
    public OnnxValue Sub(OnnxValue a, OnnxValue b) => Node("Sub", [a, b]);

    /// <summary>Product, element by element.</summary>
    public OnnxValue Mul(OnnxValue a, OnnxValue b) => Node("Mul", [a, b]);

    /// <summary>Quotient.</summary>
    public OnnxValue Div(OnnxValue a, OnnxValue b) => Node("Div", [a, b]);

    /// <summary><c>tanh x</c>.</summary>
    public OnnxValue Tanh(OnnxValue x) => Node("Tanh", [x]);

    /// <summary><c>max(x, 0)</c>.</summary>
    public OnnxValue Relu(OnnxValue x) => Node("Relu", [x]);

    /// <summary><c>x</c> above 0, <c>α x</c> below.</summary>
    public OnnxValue LeakyRelu(OnnxValue x, float alpha) => Node("LeakyRelu", [x], Number("alpha", alpha));

    /// <summary><c>x</c> above 0, <c>α (eˣ − 1)</c> below.</summary>
    public OnnxValue Elu(OnnxValue x, float alpha) => Node("Elu", [x], Number("alpha", alpha));

    /// <summary><c>γ x</c> above 0, <c>γ α (eˣ − 1)</c> below.</summary>
    public OnnxValue Selu(OnnxValue x, float alpha, float gamma) => Node("Selu", [x], Number("alpha", alpha), Number("gamma", gamma));

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    public OnnxValue Sigmoid(OnnxValue x) => Node("Sigmoid", [x]);

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    public OnnxValue Softplus(OnnxValue x) => Node("Softplus", [x]);

    /// <summary><c>−ln(1 + e⁻ˣ)</c>, made of three operations as ONNX has none.</summary>
    public OnnxValue LogSigmoid(OnnxValue x) => Neg(Softplus(Neg(x)));

    /// <summary><c>eˣ</c>.</summary>
    public OnnxValue Exp(OnnxValue x) => Node("Exp", [x]);

    /// <summary>Natural logarithm.</summary>
    public OnnxValue Log(OnnxValue x) => Node("Log", [x]);

    /// <summary><c>−x</c>.</summary>
    public OnnxValue Neg(OnnxValue x) => Node("Neg", [x]);

    /// <summary>The value itself.</summary>
    public OnnxValue Identity(OnnxValue x) => Node("Identity", [x]);

    /// <summary>Columns of several values side by side.</summary>
    public OnnxValue Concat(params OnnxValue[] values) => Node("Concat", values, Integer("axis", 1));

    /// <summary>The columns from one to before another.</summary>
    public OnnxValue SliceColumns(OnnxValue x, int start, int end) =>
        Node("Slice", [x, Integers(NextName("starts"), start), Integers(NextName("ends"), end), Integers(NextName("axes"), 1)]);

    /// <summary>Columns in a given order.</summary>
    public OnnxValue GatherColumns(OnnxValue x, params int[] columns) =>
        Node("Gather", [x, Integers(NextName("columns"), Array.ConvertAll(columns, column => (long)column))], Integer("axis", 1));

    /// <summary>Sum over columns; the column stays, with length 1.</summary>
    public OnnxValue ReduceSum(OnnxValue x) => Node("ReduceSum", [x, Integers(NextName("axes"), 1)], Integer("keepdims", 1));

    /// <summary>Values moved into an interval.</summary>
    public OnnxValue Clip(OnnxValue x, double low, double high) =>
        Node("Clip", [x, Constant(NextName("low"), [], [low]), Constant(NextName("high"), [], [high])]);

    /// <summary>The finished graph.</summary>
    /// <param name="metadata">Properties of the author's, key and value.</param>
    public OnnxModel ToModel(IReadOnlyDictionary<string, string>? metadata = null) => new()
    {
        Name = _name,
        Nodes = _nodes,
        Initializers = _initializers,
        Inputs = _inputs,
        Outputs = _outputs,
        Metadata = metadata ?? new Dictionary<string, string>(),
    };

    private static OnnxAttribute Number(string name, float value) => new(name) { Single = value };

    private static OnnxAttribute Integer(string name, long value) => new(name) { Integer = value };

    private OnnxValue Node(string operation, OnnxValue[] inputs, params OnnxAttribute[] attributes)
    {
        string name = NextName(operation);
        _nodes.Add(new OnnxNode(name, operation, "", Array.ConvertAll(inputs, input => input.Name), [Unique(name + ":0")], attributes));
        return new OnnxValue(name + ":0");
    }

    private string NextName(string stem) => string.Create(CultureInfo.InvariantCulture, $"{stem}_{_names.Count}");

    private string Unique(string name) => _names.Add(name) ? name : throw new ArgumentException($"Two values of the graph are called '{name}'.", nameof(name));
}
