using Microsoft.ML.OnnxRuntime;
using Pullback.Learning.Files.Onnx;

namespace Pullback.Learning.Tests.Files.Onnx;

public sealed class OnnxGraphTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("pullback-onnx-").FullName, "graph.onnx");

    /// <summary>Operations on x [event, 3] and the formula of one event.</summary>
    private static readonly Dictionary<string, (int Columns, Func<OnnxGraph, OnnxValue, OnnxValue> Build, Func<double[], double[]> Formula)> Cases = new()
    {
        ["MatMul"] = (2, (g, x) => g.MatMul(x, g.Constant("m", [3, 2], [1, 2, 3, 4, 5, 6])), x => [x[0] + (3 * x[1]) + (5 * x[2]), (2 * x[0]) + (4 * x[1]) + (6 * x[2])]),
        ["Gemm"] = (2, (g, x) => g.Gemm(x, g.Constant("m", [3, 2], [1, 2, 3, 4, 5, 6]), g.Constant("c", [2], [1, -1]), 0.5f, 2f), x => [(0.5 * (x[0] + (3 * x[1]) + (5 * x[2]))) + 2, x[0] + (2 * x[1]) + (3 * x[2]) - 2]),
        ["Add"] = (3, (g, x) => g.Add(x, g.Constant("c", [3], [1, 2, 3])), x => [x[0] + 1, x[1] + 2, x[2] + 3]),
        ["Sub"] = (3, (g, x) => g.Sub(g.Constant("c", [], [1]), x), x => [1 - x[0], 1 - x[1], 1 - x[2]]),
        ["Mul"] = (3, (g, x) => g.Mul(x, x), x => [x[0] * x[0], x[1] * x[1], x[2] * x[2]]),
        ["Div"] = (3, (g, x) => g.Div(x, g.Constant("c", [3], [2, 4, -8])), x => [x[0] / 2, x[1] / 4, x[2] / -8]),
        ["Tanh"] = (3, (g, x) => g.Tanh(x), x => Array.ConvertAll(x, Math.Tanh)),
        ["Relu"] = (3, (g, x) => g.Relu(x), x => Array.ConvertAll(x, v => Math.Max(v, 0))),
        ["LeakyRelu"] = (3, (g, x) => g.LeakyRelu(x, 0.25f), x => Array.ConvertAll(x, v => v > 0 ? v : 0.25 * v)),
        ["Elu"] = (3, (g, x) => g.Elu(x, 0.5f), x => Array.ConvertAll(x, v => v > 0 ? v : 0.5 * (Math.Exp(v) - 1))),
        ["Selu"] = (3, (g, x) => g.Selu(x, 1.5f, 2f), x => Array.ConvertAll(x, v => 2 * (v > 0 ? v : 1.5 * (Math.Exp(v) - 1)))),
        ["Sigmoid"] = (3, (g, x) => g.Sigmoid(x), x => Array.ConvertAll(x, v => 1 / (1 + Math.Exp(-v)))),
        ["Softplus"] = (3, (g, x) => g.Softplus(x), x => Array.ConvertAll(x, v => Math.Log(1 + Math.Exp(v)))),
        ["LogSigmoid"] = (3, (g, x) => g.LogSigmoid(x), x => Array.ConvertAll(x, v => -Math.Log(1 + Math.Exp(-v)))),
        ["Exp"] = (3, (g, x) => g.Exp(x), x => Array.ConvertAll(x, Math.Exp)),
        ["Log"] = (3, (g, x) => g.Log(g.Exp(x)), x => x),
        ["Neg"] = (3, (g, x) => g.Neg(x), x => Array.ConvertAll(x, v => -v)),
        ["Identity"] = (3, (g, x) => g.Identity(x), x => x),
        ["Concat"] = (6, (g, x) => g.Concat(x, g.Neg(x)), x => [.. x, .. x.Select(v => -v)]),
        ["Slice"] = (2, (g, x) => g.SliceColumns(x, 1, 3), x => [x[1], x[2]]),
        ["Gather"] = (4, (g, x) => g.GatherColumns(x, 2, 0, 0, 1), x => [x[2], x[0], x[0], x[1]]),
        ["ReduceSum"] = (1, (g, x) => g.ReduceSum(x), x => [x.Sum()]),
        ["Clip"] = (3, (g, x) => g.Clip(x, -0.5, 1.0), x => Array.ConvertAll(x, v => Math.Clamp(v, -0.5, 1.0))),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Onnx_runtime_computes_each_operation(string operation)
    {
        (int columns, Func<OnnxGraph, OnnxValue, OnnxValue> build, Func<double[], double[]> formula) = Cases[operation];
        double[][] events = OnnxNetworks.Events(15, 3);
        Check(OnnxElement.Float32, 1e-6);

        // ONNX Runtime has these in binary32 only.
        if (operation is not ("Elu" or "Selu" or "Softplus" or "LogSigmoid")) Check(OnnxElement.Float64, 1e-14);

        void Check(OnnxElement element, double tolerance)
        {
            var graph = new OnnxGraph(operation, element);
            graph.Output("y", build(graph, graph.Input("x", 3)), columns);
            OnnxWriter.Write(_path, graph.ToModel());
            double[] found = OnnxNetworks.Run(_path, events, element);
            double[] expected = [.. events.SelectMany(formula)];
            Assert.Equal(events.Length * columns, found.Length);
            for (int i = 0; i < found.Length; i++) Assert.InRange(Math.Abs(found[i] - expected[i]) / (1 + Math.Abs(expected[i])), 0.0, tolerance);
        }
    }

    [Fact]
    public void The_batch_dimension_is_symbolic_and_metadata_are_kept()
    {
        var graph = new OnnxGraph("meta", OnnxElement.Float32);
        graph.Output("result", graph.Tanh(graph.Input("events", 3)), 3);
        OnnxWriter.Write(_path, graph.ToModel(new Dictionary<string, string> { ["kind"] = "ratio", ["größe"] = "1" }));
        using var session = new InferenceSession(_path);
        Assert.Equal([-1, 3], session.InputMetadata["events"].Dimensions);
        Assert.Equal(["batch", ""], session.InputMetadata["events"].SymbolicDimensions);
        Assert.Equal([-1, 3], session.OutputMetadata["result"].Dimensions);
        Assert.Equal("ratio", session.ModelMetadata.CustomMetadataMap["kind"]);
        Assert.Equal("1", session.ModelMetadata.CustomMetadataMap["größe"]);
        OnnxModel read = OnnxReader.Read(_path, File.ReadAllBytes(_path));
        Assert.Equal(8, read.IrVersion);
        Assert.Equal(17, read.Opset);
        Assert.Equal("meta", read.Name);
    }

    [Fact]
    public void Two_values_of_one_name_are_refused()
    {
        var graph = new OnnxGraph("twice", OnnxElement.Float32);
        graph.Input("x", 3);
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => graph.Constant("x", [1], [1])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
}
