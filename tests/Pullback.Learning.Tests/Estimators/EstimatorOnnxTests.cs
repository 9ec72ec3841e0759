using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pullback.Learning.Estimators;
using Pullback.Learning.Files.Onnx;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Tests.Estimators;

/// <summary>Estimators in ONNX Runtime against their own evaluation, and networks of other programs as estimators.</summary>
public sealed class EstimatorOnnxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onnx").FullName;

    public static TheoryData<EstimatorKind, Activation, bool> Cases
    {
        get
        {
            var cases = new TheoryData<EstimatorKind, Activation, bool>();
            foreach (Activation activation in Enum.GetValues<Activation>().Except([Activation.Gelu])) cases.Add(EstimatorKind.ParameterizedRatio, activation, false);
            cases.Add(EstimatorKind.ParameterizedRatio, Activation.Tanh, true);
            cases.Add(EstimatorKind.DoubleParameterizedRatio, Activation.Tanh, false);
            cases.Add(EstimatorKind.Score, Activation.Relu, false);
            return cases;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Onnx_runtime_says_what_the_estimator_says(EstimatorKind kind, Activation activation, bool twice)
    {
        Estimator estimator = Random(new EstimatorDefinition
        {
            Kind = kind,
            Observables = 3,
            Parameters = 2,
            Hidden = [5, 4],
            Activation = activation,
            Features = [2, 0],
            Dropout = twice ? 0.2 : 0,
            ActivatesTwice = twice,
        });
        string path = Path.Combine(_folder, "e.onnx");
        EstimatorOnnx.Write(path, estimator);
        double[] x = [0.3, -1, 0.7, 1.5, 0.2, -0.4], theta = [0.5, -0.3, 0.2, 0.9], other = [0.1, 0.8, -0.6, 0.4];
        bool two = kind == EstimatorKind.DoubleParameterizedRatio;
        double[] expected = kind == EstimatorKind.Score ? estimator.Score(x) : estimator.Evaluate(x, theta, two ? other : [], pairwise: true).Values;
        using var session = new InferenceSession(path);
        List<NamedOnnxValue> inputs = [Value("x", x, 3)];
        if (kind != EstimatorKind.Score) inputs.Add(Value(two ? "theta0" : "theta", theta, 2));
        if (two) inputs.Add(Value("theta1", other, 2));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(inputs);
        Assert.Equal(kind == EstimatorKind.Score ? "score" : "log_likelihood_ratio", results.Single().Name);
        float[] found = [.. results.Single().AsEnumerable<float>()];
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 2e-6 * Math.Max(1, Math.Abs(expected[i])));
    }

    [Theory]
    [InlineData(EstimatorKind.Score, 3, 2)]
    [InlineData(EstimatorKind.ParameterizedRatio, 5, 1)]
    [InlineData(EstimatorKind.DoubleParameterizedRatio, 7, 1)]
    public void A_network_of_dense_layers_becomes_an_estimator(EstimatorKind kind, int inputs, int outputs)
    {
        double[] numbers = [.. Enumerable.Range(0, 100).Select(i => (double)(float)(0.4 * Math.Sin(i + 1)))];
        double[] shift = [.. Enumerable.Range(0, inputs).Select(i => kind == EstimatorKind.DoubleParameterizedRatio && i < 4 ? 0.1 * (i % 2) : 0.1 * i)], scale = [.. shift.Select(s => s + 1)];
        var network = new DenseNetwork
        {
            InputColumns = inputs,
            Shift = [.. shift.Select(s => (double)(float)s)],
            Scale = [.. scale.Select(s => (double)(float)s)],
            Layers =
            [
                new DenseLayer(inputs, 4, numbers[..(4 * inputs)], numbers[..4], DenseActivation.Tanh),
                new DenseLayer(4, outputs, numbers[..(4 * outputs)], numbers[..outputs], DenseActivation.Identity),
            ],
        };
        string path = Path.Combine(_folder, "n.onnx");
        DenseNetworkFile.Write(path, network);
        Estimator estimator = EstimatorOnnx.Read(path, kind, 2);
        double[] x = [0.3, -1, 0.7], theta = [0.5, -0.3], other = [0.2, 0.6];
        double[] found = kind == EstimatorKind.Score ? estimator.Score(x) : estimator.Evaluate(x, theta, kind == EstimatorKind.DoubleParameterizedRatio ? other : []).Values;
        double[] expected = kind switch
        {
            EstimatorKind.Score => Formula(x),
            EstimatorKind.ParameterizedRatio => Formula([.. theta, .. x]),
            _ => [Formula([.. theta, .. other, .. x])[0] - Formula([.. other, .. theta, .. x])[0]],
        };
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-6);

        double[] Formula(double[] input)
        {
            double[] hidden = [.. Enumerable.Range(0, 4).Select(h => Math.Tanh(numbers[h] + input.Select((v, i) => numbers[(h * inputs) + i] * (v - shift[i]) / scale[i]).Sum()))];
            return [.. Enumerable.Range(0, outputs).Select(o => numbers[o] + hidden.Select((v, h) => numbers[(o * 4) + h] * v).Sum())];
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        string path = Path.Combine(_folder, "n.onnx");
        double[] w = [1, 2, 3];
        DenseNetworkFile.Write(path, new DenseNetwork { InputColumns = 3, Layers = [new DenseLayer(3, 1, w, [0], DenseActivation.Identity)] });
        Assert.Contains("1 outputs", Assert.Throws<InvalidDataException>(() => EstimatorOnnx.Read(path, EstimatorKind.Score, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("no observable is left", Assert.Throws<InvalidDataException>(() => EstimatorOnnx.Read(path, EstimatorKind.ParameterizedRatio, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("can be a ratio or a score", Assert.Throws<InvalidDataException>(() => EstimatorOnnx.Read(path, EstimatorKind.Likelihood, 1)).Message, StringComparison.Ordinal);
        DenseNetworkFile.Write(path, new DenseNetwork { InputColumns = 3, Layers = [new DenseLayer(3, 1, w, [0], DenseActivation.Sigmoid)] });
        Assert.Contains("ends with an activation", Assert.Throws<InvalidDataException>(() => EstimatorOnnx.Read(path, EstimatorKind.Score, 1)).Message, StringComparison.Ordinal);
        Estimator flow = Random(new EstimatorDefinition { Kind = EstimatorKind.Likelihood, Observables = 1, Parameters = 1, Hidden = [2] });
        Assert.Contains("only ratios and scores", Assert.Throws<NotSupportedException>(() => EstimatorOnnx.Write(Path.Combine(_folder, "f.onnx"), flow)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "f.onnx")));
    }

    private static NamedOnnxValue Value(string name, double[] values, int columns) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(Array.ConvertAll(values, v => (float)v), [values.Length / columns, columns]));

    private static Estimator Random(EstimatorDefinition definition)
    {
        double[] weights = new double[new EstimatorGraph(definition, Autodiff.ElementType.Float64).Weights.Length];
        for (int i = 0; i < weights.Length; i++) weights[i] = (float)(0.5 * Math.Sin(i + 1));
        bool scaled = definition.Kind != EstimatorKind.Score;
        return new Estimator(
            definition,
            weights,
            new Scaling([.. Enumerable.Range(0, definition.Observables).Select(i => 0.25 * i)], [.. Enumerable.Range(0, definition.Observables).Select(i => 1.5 + i)]),
            scaled ? new Scaling([.. Enumerable.Repeat(0.5, definition.Parameters)], [.. Enumerable.Repeat(2.0, definition.Parameters)]) : null);
    }
}
