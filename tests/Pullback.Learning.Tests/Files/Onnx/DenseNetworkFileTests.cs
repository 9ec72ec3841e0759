using System.Text.Json;
using Pullback.Learning.Files.Onnx;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Files.Onnx;

public sealed class DenseNetworkFileTests : IDisposable
{
    /// <summary>Binary32 has 24 bits; three small layers lose a few.</summary>
    private const double Single = 1e-6;

    private readonly string _folder = Directory.CreateTempSubdirectory("pullback-onnx-").FullName;

    public static TheoryData<int> ActivationNumbers => [.. Enumerable.Range(0, OnnxNetworks.Activations.Length)];

    [Theory]
    [MemberData(nameof(ActivationNumbers))]
    public void Onnx_runtime_computes_the_formula(int activation)
    {
        DenseNetwork network = OnnxNetworks.Random(OnnxNetworks.Activations[activation], 4, 7, 5, 2);
        string path = Write(network);
        double[][] events = OnnxNetworks.Events(40, 4);
        Close([.. events.SelectMany(e => OnnxNetworks.Evaluate(network, e))], OnnxNetworks.Run(path, events), Single);
    }

    [Theory]
    [MemberData(nameof(ActivationNumbers))]
    public void What_is_written_reads_the_same(int activation)
    {
        DenseActivation chosen = OnnxNetworks.Activations[activation];
        var random = new RandomStream(3, "round trip");
        DenseNetwork network = OnnxNetworks.Random(chosen, 3, 6, 6, 1) with
        {
            InputColumns = 5,
            Columns = [4, 0, 2],
            Shift = OnnxNetworks.Numbers(random, 3, 1.0),
            Scale = OnnxNetworks.Numbers(random, 3, 2.0),
            Metadata = new Dictionary<string, string> { ["estimator"] = "ratio", ["größe"] = "" },
        };
        Same(network, DenseNetworkFile.Read(Write(network)));
        Same(network, DenseNetworkFile.Read(Write(network, OnnxElement.Float64)));
    }

    [Theory]
    [InlineData(new[] { 4, 0, 2 })]
    [InlineData(new[] { 1, 2, 3 })]
    [InlineData(new[] { 3, 3, 0 })]
    public void Selected_and_scaled_columns_are_computed_by_onnx_runtime(int[] columns)
    {
        DenseNetwork network = OnnxNetworks.Random(DenseActivation.Tanh, 3, 4, 2) with { InputColumns = 5, Columns = columns, Shift = [0.5, -1.0, 2.0], Scale = [2.0, 0.5, -1.25] };
        string path = Write(network);
        double[][] events = OnnxNetworks.Events(20, 5);
        Close([.. events.SelectMany(e => OnnxNetworks.Evaluate(network, e))], OnnxNetworks.Run(path, events), Single);
        Same(network, DenseNetworkFile.Read(path));
    }

    [Fact]
    public void Double_precision_is_computed_in_double_precision()
    {
        var random = new RandomStream(5, "double");
        DenseNetwork network = OnnxNetworks.Random(DenseActivation.Tanh, 3, 4, 2);
        network = network with { Layers = [.. network.Layers.Select(layer => layer with { Weight = Array.ConvertAll(layer.Weight, w => w + (1e-9 * random.Normal())) })] };
        string path = Write(network, OnnxElement.Float64);
        double[][] events = OnnxNetworks.Events(20, 3);
        Close([.. events.SelectMany(e => OnnxNetworks.Evaluate(network, e))], OnnxNetworks.Run(path, events, OnnxElement.Float64), 1e-14);
        Same(network, DenseNetworkFile.Read(path));
    }

    [Theory]
    [InlineData("smooth")]
    [InlineData("pieces")]
    [InlineData("normalized")]
    public void Networks_of_torch_give_what_torch_computed(string name)
    {
        DenseNetwork network = DenseNetworkFile.Read(OnnxNetworks.Reference(name + ".onnx"));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(OnnxNetworks.Reference("expected.json")));
        double[][] Rows(string key) => expected.RootElement.GetProperty(key).Deserialize<double[][]>()!;
        Close([.. Rows(name).SelectMany(row => row)], [.. Rows("x").SelectMany(x => OnnxNetworks.Evaluate(network, x))], Single);
        Assert.Equal(3, network.InputColumns);
        if (name == "normalized")
        {
            Assert.Equal([0.1f, -0.2f, 0.3f], network.Shift!.Select(v => (float)v));
            Assert.Equal([2.0, 0.5, 1.5], network.Scale!);
            Assert.Equal([DenseActivationKind.Selu, DenseActivationKind.Identity, DenseActivationKind.LogSigmoid, DenseActivationKind.Identity], network.Layers.Select(layer => layer.Activation.Kind));
        }

        if (name == "pieces") Assert.Equal(DenseActivation.LeakyRelu((float)0.2), network.Layers[1].Activation);
    }

    [Fact]
    public void A_residual_network_of_torch_is_refused_by_node()
    {
        string message = Assert.Throws<InvalidDataException>(() => DenseNetworkFile.Read(OnnxNetworks.Reference("residual.onnx"))).Message;
        Assert.Contains("residual.onnx", message, StringComparison.Ordinal);
        Assert.Contains("(Add)", message, StringComparison.Ordinal);
        Assert.Contains("branches", message, StringComparison.Ordinal);
        Assert.Contains("Gemm, MatMul", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_are_checked_before_a_file_is_written()
    {
        DenseNetwork network = OnnxNetworks.Random(DenseActivation.Tanh, 3, 4, 2);
        string path = Path.Combine(_folder, "none.onnx");
        void Refused(DenseNetwork wrong, string found) => Assert.Contains(found, Assert.Throws<ArgumentException>(() => DenseNetworkFile.Write(path, wrong)).Message, StringComparison.Ordinal);
        Refused(network with { InputColumns = 2 }, "layer 0 takes 3 columns, but gets 2");
        Refused(network with { Columns = [0, 1, 3] }, "columns 0 to 2");
        Refused(network with { Shift = [1.0] }, "1 shifts");
        Refused(network with { Scale = [1.0, 0.0, 2.0] }, "scale is 0");
        Refused(network with { Layers = [] }, "no layer");
        Refused(network with { Layers = [network.Layers[0] with { Bias = [1.0] }] }, "layer 0");
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => DenseNetworkFile.Write(path, network, OnnxElement.Int64)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Same(DenseNetwork expected, DenseNetwork found)
    {
        Assert.Equal(expected.InputColumns, found.InputColumns);
        Assert.Equal(expected.Columns, found.Columns);
        Assert.Equal(expected.Shift, found.Shift);
        Assert.Equal(expected.Scale, found.Scale);
        Assert.Equal(expected.Metadata, found.Metadata);
        Assert.Equal(expected.Layers.Count, found.Layers.Count);
        for (int i = 0; i < expected.Layers.Count; i++)
        {
            Assert.Equal(expected.Layers[i].Weight, found.Layers[i].Weight);
            Assert.Equal(expected.Layers[i].Bias, found.Layers[i].Bias);
            Assert.Equal(expected.Layers[i].Activation.Kind, found.Layers[i].Activation.Kind);
            Assert.Equal((float)expected.Layers[i].Activation.Alpha, (float)found.Layers[i].Activation.Alpha);
            Assert.Equal((float)expected.Layers[i].Activation.Gamma, (float)found.Layers[i].Activation.Gamma);
        }
    }

    private static void Close(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.InRange(Math.Abs(expected[i] - found[i]) / (1 + Math.Abs(expected[i])), 0.0, tolerance);
    }

    private string Write(DenseNetwork network, OnnxElement element = OnnxElement.Float32)
    {
        string path = Path.Combine(_folder, $"network-{element}.onnx");
        DenseNetworkFile.Write(path, network, element);
        return path;
    }
}
