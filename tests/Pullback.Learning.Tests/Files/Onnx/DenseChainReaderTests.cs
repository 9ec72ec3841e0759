using Pullback.Learning.Files.Onnx;

namespace Pullback.Learning.Tests.Files.Onnx;

/// <summary>Graphs as other programs write them, and graphs that are no perceptrons.</summary>
public sealed class DenseChainReaderTests
{
    private static readonly double[] W = [0.5, -1.0, 2.0, 0.25, 1.5, -0.75];
    private static readonly double[] B = [0.125, -0.5];

    [Fact]
    public void Keras_layers_are_products_and_sums()
    {
        DenseNetwork network = Read(
            Chain(("MatMul", ["x", "w"]), ("Add", ["", "b"]), ("Tanh", [""]), ("MatMul", ["", "v"]), ("Add", ["", "one"])),
            Tensor("w", [3, 2], W), Tensor("b", [2], B), Tensor("v", [2, 1], [3.0, -2.0]), Tensor("one", [1], [0.75]));
        Assert.Equal([0.5, 2.0, 1.5, -1.0, 0.25, -0.75], network.Layers[0].Weight);
        Assert.Equal(B, network.Layers[0].Bias);
        Assert.Equal(DenseActivation.Tanh, network.Layers[0].Activation);
        Assert.Equal([3.0, -2.0], network.Layers[1].Weight);
        Assert.Equal([0.75], network.Layers[1].Bias);
        Assert.Equal(3, network.InputColumns);
    }

    [Theory]
    [InlineData(1.0, 1.0, 0)]
    [InlineData(0.5, -2.0, 1)]
    public void Gemm_takes_its_factors_and_transposition_into_the_weights(double alpha, double beta, int transB)
    {
        OnnxNode node = Node("Gemm", ["x", "w", "b"], "y") with
        {
            Attributes = [new("alpha") { Single = (float)alpha }, new("beta") { Single = (float)beta }, new("transB") { Integer = transB }],
        };
        DenseLayer layer = Assert.Single(Read([node], Tensor("w", transB == 1 ? [2, 3] : [3, 2], W), Tensor("b", [1, 2], B)).Layers);
        double[] expected = transB == 1 ? W : [0.5, 2.0, 1.5, -1.0, 0.25, -0.75];
        Assert.Equal(expected.Select(w => alpha * w), layer.Weight);
        Assert.Equal(B.Select(b => beta * b), layer.Bias);
    }

    [Fact]
    public void Normalizations_before_the_first_layer_become_shift_and_scale()
    {
        OnnxTensor[] constants = [Tensor("w", [3, 2], W), Tensor("m", [1, 3], [1.0, 2.0, 3.0]), Tensor("s", [3], [2.0, 4.0, 8.0]), Tensor("half", [], [0.5])];
        DenseNetwork subtracted = Read(Chain(("Sub", ["x", "m"]), ("Div", ["", "s"]), ("MatMul", ["", "w"])), constants);
        Assert.Equal([1.0, 2.0, 3.0], subtracted.Shift!);
        Assert.Equal([2.0, 4.0, 8.0], subtracted.Scale!);

        DenseNetwork multiplied = Read(Chain(("Mul", ["s", "x"]), ("Add", ["", "m"]), ("Mul", ["", "half"]), ("MatMul", ["", "w"])), constants);
        Assert.Equal([-0.5, -0.5, -0.375], multiplied.Shift!);
        Assert.Equal([1.0, 0.5, 0.25], multiplied.Scale!);

        OnnxNode scaler = Node("Scaler", ["x"], "h") with { Domain = "ai.onnx.ml", Attributes = [new("offset") { Singles = [1.0, 2.0, 3.0] }, new("scale") { Singles = [0.5, 0.25, 0.125] }] };
        DenseNetwork scikit = Read([scaler, Node("MatMul", ["h", "w"], "y")], constants);
        Assert.Equal([1.0, 2.0, 3.0], scikit.Shift!);
        Assert.Equal([2.0, 4.0, 8.0], scikit.Scale!);
    }

    [Fact]
    public void Scalings_between_and_behind_layers_keep_the_function()
    {
        OnnxTensor[] constants = [Tensor("w", [3, 2], W), Tensor("v", [2, 2], [1.0, 0.5, -0.5, 2.0]), Tensor("p", [2], [1.5, -2.0]), Tensor("q", [], [0.25])];
        DenseNetwork network = Read(
            Chain(
                ("MatMul", ["x", "w"]), ("Mul", ["", "p"]), ("Sub", ["q", ""]), ("Tanh", [""]), ("Div", ["", "p"]), ("Add", ["", "q"]), ("Neg", [""]),
                ("MatMul", ["", "v"]), ("Sigmoid", [""]), ("Relu", [""]), ("Mul", ["", "p"]), ("Sub", ["", "q"])),
            constants);
        foreach (double[] x in OnnxNetworks.Events(10, 3))
        {
            double[] h = [(0.5 * x[0]) + (2.0 * x[1]) + (1.5 * x[2]), -x[0] + (0.25 * x[1]) - (0.75 * x[2])];
            h = [Math.Tanh(0.25 - (1.5 * h[0])), Math.Tanh(0.25 + (2.0 * h[1]))];
            h = [-((h[0] / 1.5) + 0.25), -((h[1] / -2.0) + 0.25)];
            h = [h[0] - (0.5 * h[1]), (0.5 * h[0]) + (2.0 * h[1])];
            h = Array.ConvertAll(h, v => 1 / (1 + Math.Exp(-v)));
            double[] expected = [(1.5 * h[0]) - 0.25, (-2.0 * h[1]) - 0.25];
            double[] found = OnnxNetworks.Evaluate(network, x);
            for (int i = 0; i < 2; i++) Assert.InRange(Math.Abs(found[i] - expected[i]), 0.0, 1e-14);
        }
    }

    [Fact]
    public void Columns_of_the_input_are_selected_by_gather_and_slice()
    {
        OnnxTensor[] constants = [Tensor("w", [3, 2], W), Integers("back", [-1, 0, 1]), Integers("1", [1]), Integers("far", [long.MaxValue])];
        OnnxNode slice = Node("Slice", ["x", "1", "far", "1"], "part");
        OnnxNode gather = Node("Gather", ["part", "back"], "h") with { Attributes = [new("axis") { Integer = -1 }] };
        DenseNetwork network = Read([slice, gather, Node("MatMul", ["h", "w"], "y")], 4, constants);
        Assert.Equal(4, network.InputColumns);
        Assert.Equal([3, 1, 2], network.Columns!);
    }

    [Fact]
    public void Operations_that_change_nothing_are_passed_through()
    {
        OnnxNode cast = Node("Cast", ["x"], "a") with { Attributes = [new("to") { Integer = 1 }] };
        OnnxNode flatten = Node("Flatten", ["a"], "b") with { Attributes = [new("axis") { Integer = 1 }] };
        OnnxNode constant = Node("Constant", [], "shape") with { Attributes = [new("value") { Tensor = Integers("", [-1, 3]) }] };
        OnnxNode[] nodes =
        [
            cast, flatten, constant, Node("Reshape", ["b", "shape"], "c"), Node("Dropout", ["c", "rate", "off"], "d"), Node("Identity", ["w0"], "w1"),
            Node("Transpose", ["w1"], "w"), Node("Gemm", ["d", "w"], "e"), Node("Identity", ["e"], "y"),
        ];
        DenseLayer layer = Assert.Single(Read(nodes, Tensor("w0", [2, 3], W), Tensor("rate", [], [0.5]), new OnnxTensor("off", [], OnnxElement.Boolean, [], [0])).Layers);
        Assert.Equal(W, layer.Weight);
        Assert.Equal([0.0, 0.0], layer.Bias);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "Softmax", "(Softmax): is not an operation that is read" },
        { "Conv", "Gemm, MatMul, Add" },
        { "transA", "transA" },
        { "weight from data", "weights that depend on data" },
        { "data as second factor", "second factor" },
        { "branch", "the graph branches" },
        { "square", "combines the data with themselves" },
        { "two outputs", "2 outputs" },
        { "two inputs", "2 inputs" },
        { "loose end", "does not belong to the chain" },
        { "training", "(Dropout)" },
        { "reshape", "(Reshape)" },
        { "integer cast", "(Cast)" },
        { "wrong width", "take 3 columns, but 2 arrive" },
        { "zero factor", "factor or divisor is 0" },
        { "wrong bias", "3 constants meet 2 columns" },
        { "constant over data", "divides a constant by the data" },
        { "column of a column", "(Add)" },
        { "selection behind a layer", "behind a layer" },
        { "column outside", "do not lie within" },
        { "other domain", "'com.microsoft'" },
        { "no layer", "no dense layer" },
        { "infinite", "not a finite number" },
        { "cycle", "" },
        { "rank 3", "[?, 3, 2]" },
        { "old", "version 6" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Graphs_that_are_no_chains_of_layers_are_refused(string what, string found)
    {
        OnnxTensor w = Tensor("w", [3, 2], W), zero = Tensor("0", [], [0.0]), m = Tensor("m", [3], [1.0, 2.0, 3.0]);
        OnnxNode product = Node("MatMul", ["x", "w"], "h");
        OnnxModel Model(OnnxNode[] nodes, params OnnxTensor[] more) => new()
        {
            Name = "",
            Nodes = nodes,
            Initializers = [w, zero, m, .. more],
            Inputs = [Port("x", 3)],
            Outputs = [Port("y", 2)],
        };
        OnnxModel last = Model([product, Node("Tanh", ["h"], "y")]);
        OnnxModel model = what switch
        {
            "Softmax" => Model([product, Node("Softmax", ["h"], "y")]),
            "Conv" => Model([Node("Conv", ["x", "w"], "y")]),
            "transA" => Model([Node("Gemm", ["x", "w"], "y") with { Attributes = [new("transA") { Integer = 1 }] }]),
            "weight from data" => Model([Node("MatMul", ["x", "unknown"], "y")]),
            "data as second factor" => Model([Node("MatMul", ["w", "x"], "y")]),
            "branch" => Model([product, Node("Tanh", ["h"], "t"), Node("Add", ["h", "t"], "y")]),
            "square" => Model([product, Node("Mul", ["h", "h"], "y")]),
            "two outputs" => last with { Outputs = [Port("y", 2), Port("h", 2)] },
            "two inputs" => last with { Inputs = [Port("x", 3), Port("z", 3)] },
            "loose end" => Model([product, Node("Tanh", ["h"], "y"), Node("Tanh", ["other"], "z")]),
            "training" => Model([product, Node("Dropout", ["h", "0", "on"], "y")], new OnnxTensor("on", [], OnnxElement.Boolean, [], [1])),
            "reshape" => Model([product, Node("Reshape", ["h", "s"], "y")], Integers("s", [-1, 1])),
            "integer cast" => Model([product, Node("Cast", ["h"], "y") with { Attributes = [new("to") { Integer = 7 }] }]),
            "wrong width" => Model([product, Node("MatMul", ["h", "w"], "y")]),
            "zero factor" => Model([product, Node("Mul", ["h", "0"], "y")]),
            "wrong bias" => Model([product, Node("Add", ["h", "m"], "y")]),
            "constant over data" => Model([Node("Div", ["m", "x"], "h"), Node("MatMul", ["h", "w"], "y")]),
            "column of a column" => Model([product, Node("Add", ["h", "c"], "y")], Tensor("c", [2, 1], B)),
            "selection behind a layer" => Model([product, Node("Gather", ["h", "i"], "y") with { Attributes = [new("axis") { Integer = 1 }] }], Integers("i", [0])),
            "column outside" => Model([Node("Gather", ["x", "i"], "y") with { Attributes = [new("axis") { Integer = 1 }] }], Integers("i", [3])),
            "other domain" => Model([product with { Domain = "com.microsoft", Outputs = ["y"] }]),
            "no layer" => Model([Node("Add", ["x", "m"], "y")]),
            "infinite" => Model([Node("MatMul", ["x", "n"], "y")], Tensor("n", [3, 2], [1, 2, 3, 4, 5, double.NaN])),
            "cycle" => Model([Node("Tanh", ["x"], "h"), Node("Tanh", ["h"], "x")]),
            "rank 3" => last with { Inputs = [new OnnxPort("x", OnnxElement.Float32, [null, 3, 2])] },
            _ => last with { Opset = 6 },
        };
        string message = Assert.Throws<InvalidDataException>(() => DenseNetworkFile.Read("some.onnx", OnnxWriter.ToBytes(model))).Message;
        Assert.Contains("some.onnx", message, StringComparison.Ordinal);
        Assert.Contains(found, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_used_again_and_again_does_not_exhaust_memory()
    {
        OnnxNode[] nodes = [.. Enumerable.Range(0, 2000).Select(i => Node("MatMul", [i == 0 ? "x" : $"h{i}", "w"], i == 1999 ? "y" : $"h{i + 1}"))];
        string message = Assert.Throws<InvalidDataException>(() => Read(nodes, 100, Tensor("w", [100, 100], new double[10_000]))).Message;
        Assert.Contains("many times the constants", message, StringComparison.Ordinal);
    }

    private static DenseNetwork Read(OnnxNode[] nodes, params OnnxTensor[] constants) => Read(nodes, 3, constants);

    private static DenseNetwork Read(OnnxNode[] nodes, int columns, params OnnxTensor[] constants)
    {
        var model = new OnnxModel { Name = "", Nodes = nodes, Initializers = constants, Inputs = [Port("x", columns)], Outputs = [Port("y", 2)] };
        return DenseNetworkFile.Read("some.onnx", OnnxWriter.ToBytes(model));
    }

    // An empty input is the output of the operation before; the last output is y.
    private static OnnxNode[] Chain(params (string Operation, string[] Inputs)[] steps) =>
        [.. steps.Select((step, i) => Node(step.Operation, Array.ConvertAll(step.Inputs, input => input.Length == 0 ? $"h{i}" : input), i == steps.Length - 1 ? "y" : $"h{i + 1}"))];

    private static OnnxNode Node(string operation, string[] inputs, string output) => new($"{operation} of {output}", operation, "", inputs, [output], []);

    private static OnnxTensor Tensor(string name, int[] shape, double[] values) => new(name, shape, OnnxElement.Float64, values, []);

    private static OnnxTensor Integers(string name, long[] values) => new(name, [values.Length], OnnxElement.Int64, [], values);

    private static OnnxPort Port(string name, int columns) => new(name, OnnxElement.Float64, [null, columns]);
}
