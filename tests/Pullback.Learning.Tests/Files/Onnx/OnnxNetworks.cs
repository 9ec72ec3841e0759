using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pullback.Learning.Files.Onnx;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Files.Onnx;

/// <summary>Networks with random weights, the formula of a network as plain loops, and ONNX Runtime.</summary>
internal static class OnnxNetworks
{
    /// <summary>Every activation once.</summary>
    public static readonly DenseActivation[] Activations =
    [
        DenseActivation.Identity, DenseActivation.Tanh, DenseActivation.Relu, DenseActivation.LeakyRelu(), DenseActivation.LeakyRelu(0.25), DenseActivation.Elu(), DenseActivation.Elu(0.5),
        DenseActivation.Selu, DenseActivation.Sigmoid, DenseActivation.Softplus, DenseActivation.LogSigmoid,
    ];

    /// <summary>A reference file.</summary>
    public static string Reference(string name) => Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "onnx", name);

    /// <summary>A network with the same activation behind every layer.</summary>
    public static DenseNetwork Random(DenseActivation activation, params int[] sizes)
    {
        var random = new RandomStream(11, "onnx");
        return new DenseNetwork { InputColumns = sizes[0], Layers = [.. sizes.Skip(1).Select((outputs, i) => Layer(random, sizes[i], outputs, activation))] };
    }

    /// <summary>A layer whose weights are binary32 numbers.</summary>
    public static DenseLayer Layer(RandomStream random, int inputs, int outputs, DenseActivation activation) =>
        new(inputs, outputs, Numbers(random, inputs * outputs, 0.8), Numbers(random, outputs, 0.5), activation);

    /// <summary>Binary32 numbers.</summary>
    public static double[] Numbers(RandomStream random, int count, double width) => [.. Enumerable.Range(0, count).Select(_ => (double)(float)(width * random.Normal()))];

    /// <summary>The network's formula.</summary>
    /// <param name="network">The network.</param>
    /// <param name="x">One event.</param>
    public static double[] Evaluate(DenseNetwork network, double[] x)
    {
        double[] h = network.Columns is null ? [.. x] : [.. network.Columns.Select(column => x[column])];
        for (int j = 0; j < h.Length; j++) h[j] = (h[j] - (network.Shift?[j] ?? 0.0)) / (network.Scale?[j] ?? 1.0);
        foreach (DenseLayer layer in network.Layers)
        {
            double[] next = new double[layer.Outputs];
            for (int i = 0; i < layer.Outputs; i++)
            {
                double sum = layer.Bias[i];
                for (int j = 0; j < layer.Inputs; j++) sum += layer.Weight[(i * layer.Inputs) + j] * h[j];
                next[i] = Activate(layer.Activation, sum);
            }

            h = next;
        }

        return h;
    }

    /// <summary>What ONNX Runtime makes of a file.</summary>
    public static double[] Run(string path, double[][] events, OnnxElement element = OnnxElement.Float32)
    {
        using var session = new InferenceSession(path);
        string name = Assert.Single(session.InputMetadata.Keys);
        int[] shape = [events.Length, events[0].Length];
        NamedOnnxValue input = element == OnnxElement.Float32
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(events.SelectMany(e => e).Select(v => (float)v).ToArray(), shape))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(events.SelectMany(e => e).ToArray(), shape));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run([input]);
        return element == OnnxElement.Float32 ? [.. outputs[0].AsEnumerable<float>().Select(v => (double)v)] : [.. outputs[0].AsEnumerable<double>()];
    }

    /// <summary>Events whose numbers are binary32.</summary>
    public static double[][] Events(int count, int columns)
    {
        var random = new RandomStream(12, "events");
        return [.. Enumerable.Range(0, count).Select(_ => Numbers(random, columns, 1.5))];
    }

    private static double Activate(DenseActivation activation, double x) => activation.Kind switch
    {
        DenseActivationKind.Tanh => Math.Tanh(x),
        DenseActivationKind.Relu => x > 0 ? x : 0,
        DenseActivationKind.LeakyRelu => x > 0 ? x : activation.Alpha * x,
        DenseActivationKind.Elu => x > 0 ? x : activation.Alpha * (Math.Exp(x) - 1),
        DenseActivationKind.Selu => activation.Gamma * (x > 0 ? x : activation.Alpha * (Math.Exp(x) - 1)),
        DenseActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        DenseActivationKind.Softplus => Math.Log(1 + Math.Exp(x)),
        DenseActivationKind.LogSigmoid => -Math.Log(1 + Math.Exp(-x)),
        _ => x,
    };
}
