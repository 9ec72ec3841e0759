namespace Pullback.Learning.Files.Onnx;

/// <summary>Multilayer perceptrons as ONNX files, for use in ONNX Runtime and other programs, and from PyTorch, Keras and scikit-learn.</summary>
public static class DenseNetworkFile
{
    private const string InputName = "x";
    private const string OutputName = "y";

    /// <summary>Writes a network: input <c>x</c> [batch, input column], output <c>y</c> [batch, output column], operator set 17.</summary>
    /// <param name="path">The file, usually ending in <c>.onnx</c>; replaced if it exists.</param>
    /// <param name="network">The network.</param>
    /// <param name="element">Number type of weights and computation.</param>
    /// <remarks>ONNX Runtime has every activation in binary32; in binary64 it lacks Elu, Selu, Softplus and LogSigmoid.</remarks>
    /// <exception cref="ArgumentException">The network's sizes do not fit together, or the number type is neither binary32 nor binary64.</exception>
    /// <exception cref="IOException">The file cannot be written; one that existed is unchanged.</exception>
    public static void Write(string path, DenseNetwork network, OnnxElement element = OnnxElement.Float32)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.Check();
        var graph = new OnnxGraph("dense_network", element);
        OnnxValue value = graph.Input(InputName, network.InputColumns);
        if (network.Columns is { } columns) value = Select(graph, value, columns);
        if (network.Shift is { } shift) value = graph.Sub(value, graph.Constant("shift", [shift.Length], shift));
        if (network.Scale is { } scale) value = graph.Div(value, graph.Constant("scale", [scale.Length], scale));
        for (int i = 0; i < network.Layers.Count; i++)
        {
            DenseLayer layer = network.Layers[i];
            OnnxValue weight = graph.Constant($"layers.{i}.weight", [layer.Outputs, layer.Inputs], layer.Weight);
            OnnxValue bias = graph.Constant($"layers.{i}.bias", [layer.Outputs], layer.Bias);
            value = Activate(graph, graph.Gemm(value, weight, bias, transB: true), layer.Activation);
        }

        graph.Output(OutputName, value, network.Layers[^1].Outputs);
        OnnxWriter.Write(path, graph.ToModel(network.Metadata));
    }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The network. Scalings between layers are folded into the weights, an activation without a layer before it gets one with the unit matrix.</returns>
    /// <remarks>
    /// <para>One chain from one input to one output, of Gemm or MatMul with Add (weights constant), Add, Sub, Mul, Div and Neg with constants, columns of the input by Gather or Slice,
    /// scikit-learn's Scaler, and the activations of <see cref="DenseActivationKind"/>. Identity, Flatten, Dropout, Cast and Reshape that change nothing are passed through.</para>
    /// </remarks>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or the graph is not such a chain; the message names node and operation and lists those that are read.</exception>
    public static DenseNetwork Read(string path) => Read(path, File.ReadAllBytes(path));

    /// <summary>Reads the content of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    internal static DenseNetwork Read(string path, byte[] bytes) => new DenseChainReader(path, OnnxReader.Read(path, bytes)).Read();

    private static OnnxValue Select(OnnxGraph graph, OnnxValue value, int[] columns)
    {
        bool run = columns.Length > 0 && columns.Select((column, i) => column == columns[0] + i).All(follows => follows);
        return run ? graph.SliceColumns(value, columns[0], columns[0] + columns.Length) : graph.GatherColumns(value, columns);
    }

    private static OnnxValue Activate(OnnxGraph graph, OnnxValue x, DenseActivation activation) => activation.Kind switch
    {
        DenseActivationKind.Identity => x,
        DenseActivationKind.Tanh => graph.Tanh(x),
        DenseActivationKind.Relu => graph.Relu(x),
        DenseActivationKind.LeakyRelu => graph.LeakyRelu(x, (float)activation.Alpha),
        DenseActivationKind.Elu => graph.Elu(x, (float)activation.Alpha),
        DenseActivationKind.Selu => graph.Selu(x, (float)activation.Alpha, (float)activation.Gamma),
        DenseActivationKind.Sigmoid => graph.Sigmoid(x),
        DenseActivationKind.Softplus => graph.Softplus(x),
        DenseActivationKind.LogSigmoid => graph.LogSigmoid(x),
        _ => throw new ArgumentException($"There is no activation {activation.Kind}.", nameof(activation)),
    };
}
