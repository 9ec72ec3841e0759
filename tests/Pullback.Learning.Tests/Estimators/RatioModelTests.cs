using System.Text.Json;
using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.MadMiner;
using Pullback.Learning.Estimators.Morphing;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Estimators.Training.Rows;
using Pullback.Learning.Files.Torch;
using Pullback.Learning.Tests.Estimators.Training;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators;

/// <summary>Ratios whose dependence on the parameters is given: values, derivatives, files and training.</summary>
public sealed class RatioModelTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference", "estimators");
    private static readonly MorphingBasis Basis = MorphingBasis.Of(MorphingComponents.UpTo([2]), [0, 1, -1]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Values_and_scores_are_those_of_the_reference()
    {
        JsonElement cases = Json("losses.json");
        JsonElement inputs = cases.GetProperty("inputs"), morphing = cases.GetProperty("morphing_aware_tanh");
        var model = new RatioModel
        {
            Form = RatioForm.Morphing,
            Powers = [.. Numbers(morphing.GetProperty("components")).Select(p => (int)p)],
            Matrix = Numbers(morphing.GetProperty("morphing_matrix")),
        };
        var estimator = new EstimatorGraph(new EstimatorDefinition { Kind = EstimatorKind.ParameterizedRatio, Observables = 3, Parameters = 2, Hidden = [4], Model = model }, ElementType.Float64);
        var state = new StateDictionary(morphing.GetProperty("params").EnumerateObject().Select(t => StateTensor.Of(t.Name, ShapeOf(t.Value), Numbers(t.Value))));
        using Evaluator evaluator = CompiledProgram.Compile([estimator.Value, estimator.Score]).CreateEvaluator();
        estimator.Weights.Set<double>(evaluator, MadMinerWeights.Read(estimator, state, "losses.json"));
        evaluator.Bind(estimator.Observables, Numbers(inputs.GetProperty("x")));
        evaluator.Bind(estimator.Numerator, Numbers(morphing.GetProperty("theta")));
        evaluator.Evaluate(Token);
        Near(Numbers(morphing.GetProperty("log_r")), evaluator.Float64(estimator.Value), 1e-12);
        Near(Numbers(morphing.GetProperty("t")), evaluator.Float64(estimator.Score), 1e-12);
    }

    [Theory]
    [InlineData("morphing", RatioForm.Morphing)]
    [InlineData("quadratic", RatioForm.Quadratic)]
    public void Files_of_the_original_are_read_and_evaluated(string name, RatioForm form)
    {
        JsonElement expected = Json(Path.Combine("morphing", "expected.json"));
        Estimator read = MadMinerFiles.Read(Path.Combine(Folder, "morphing", name));
        Assert.Equal(form, read.Definition.Model!.Form);
        JsonElement values = expected.GetProperty(name);
        double[] x = Numbers(expected.GetProperty("x")), theta = Numbers(values.GetProperty("theta"));
        Near(Numbers(values.GetProperty("log_likelihood_ratio")), read.Evaluate(x, theta, cancellation: Token).Values, 1e-11);
        EstimatorValues scored = read.Evaluate(x, theta, withScore: true, cancellation: Token);
        Near(Numbers(values.GetProperty("log_likelihood_ratio")), scored.Values, 1e-11);
        Near(Numbers(values.GetProperty("score")), scored.Score, 1e-10);

        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            EstimatorFile.Write(path, new EstimatorEnsemble([read]));
            Assert.Equal(scored.Values, EstimatorFile.Read(path).Members[0].Evaluate(x, theta, withScore: true, cancellation: Token).Values);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(RatioForm.Morphing)]
    [InlineData(RatioForm.Quadratic)]
    public void Weights_and_parameters_have_the_derivatives_of_differences(RatioForm form)
    {
        var estimator = new EstimatorGraph(Definition(form) with { Hidden = [4] }, ElementType.Float64);
        Expr total = Op.SumEvents(Op.Sum(estimator.Value));
        Expr[] gradient = estimator.Weights.Gradient(total);
        Expr[] tangents = [.. estimator.Weights.Parameters.Select(p => Op.Broadcast((0.0 * Op.Sum(p)) + 1.0, p.Shape))];
        Expr directional = Derivatives.Jvp([total], estimator.Weights.Parameters, tangents)[0];
        using Evaluator evaluator = CompiledProgram.Compile([total, estimator.Score, directional, .. gradient]).CreateEvaluator();
        double[] weights = [.. Enumerable.Range(0, estimator.Weights.Length).Select(i => 0.4 * Math.Sin(1.3 * (i + 1)))];
        double Value(double[] w, double theta)
        {
            estimator.Weights.Set<double>(evaluator, w);
            evaluator.Bind(estimator.Observables, (double[])[0.7, -1.1]);
            evaluator.Bind(estimator.Numerator, (double[])[theta, -0.3]);
            evaluator.Evaluate(Token);
            return evaluator.Scalar(total);
        }

        Value(weights, 0.4);
        double[] found = new double[weights.Length];
        estimator.Weights.Get<double>(evaluator, gradient, found);
        double score = evaluator.Float64(estimator.Score)[0];
        Assert.Equal(found.Sum(), evaluator.Scalar(directional), 1e-12 * found.Sum(Math.Abs));
        const double Step = 1e-5;
        for (int i = 0; i < weights.Length; i++)
        {
            double[] up = [.. weights], down = [.. weights];
            up[i] += Step;
            down[i] -= Step;
            Assert.Equal((Value(up, 0.4) - Value(down, 0.4)) / (2 * Step), found[i], 1e-8);
        }

        Assert.Equal((Value(weights, 0.4 + Step) - Value(weights, 0.4 - Step)) / (2 * Step), score, 1e-8);
    }

    [Theory]
    [InlineData(RatioForm.Morphing, EstimatorMethod.Alice, 0)]
    [InlineData(RatioForm.Quadratic, EstimatorMethod.Alice, 0)]
    [InlineData(RatioForm.Quadratic, EstimatorMethod.Carl, 0)]
    [InlineData(RatioForm.Morphing, EstimatorMethod.Alice, 0.1)]
    public void A_known_dependence_is_trained_to_the_exact_ratio(RatioForm form, EstimatorMethod method, double dropout)
    {
        EstimatorTrainingOptions options = Trainings.Options(method, epochs: 30, rate: 1e-2).With(t => t with { Seed = 3 });
        Estimator trained = new EstimatorTrainer(Definition(form) with { Dropout = dropout }, options, Events(12000)).Train(cancellation: Token).Estimator;
        Assert.Null(trained.ParameterScaling);
        double[] z = [.. Enumerable.Range(0, 40).Select(i => -1.95 + (0.1 * i))], theta = [-0.9, -0.3, 0.5, 1];
        double[] found = trained.Evaluate(z, theta, cancellation: Token).Values;
        double error = Enumerable.Range(0, found.Length).Average(i => Math.Abs(Math.Exp(found[i]) - Ratio(z[i % z.Length], theta[i / z.Length])));
        Assert.InRange(error, 0, method == EstimatorMethod.Carl || dropout > 0 ? 0.12 : 0.06);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        EstimatorDefinition morphing = Definition(RatioForm.Morphing);
        EstimatorTrainingOptions options = Trainings.Options(EstimatorMethod.Alice);
        Assert.Contains("single parameter", Refusal(new EstimatorDefinition { Kind = EstimatorKind.ParameterizedRatio, Observables = 1, Parameters = 2, Model = RatioModel.Quadratic }), StringComparison.Ordinal);
        Assert.Contains("kind Score", Refusal(morphing with { Kind = EstimatorKind.Score }), StringComparison.Ordinal);
        Assert.Contains("2 parameters", Refusal(morphing with { Parameters = 2 }), StringComparison.Ordinal);
        EstimatorDefinition torn = morphing with { Model = morphing.Model! with { Matrix = [1, 2] } };
        Assert.Contains("row for each of 3 components", Assert.Throws<ArgumentException>(() => new EstimatorTrainer(torn, options, Events(10))).Message, StringComparison.Ordinal);
        var estimator = new Estimator(morphing, new double[new EstimatorGraph(morphing, ElementType.Float64).Weights.Length], Scaling.None(1));
        Assert.Contains("morphing ratio", Assert.Throws<NotSupportedException>(() => EstimatorOnnx.Write("never.onnx", estimator)).Message, StringComparison.Ordinal);
        Assert.Contains("morphing ratio", Assert.Throws<NotSupportedException>(() => MadMinerWriter.Write("never", estimator)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Estimator(morphing, estimator.Weights.ToArray(), Scaling.None(1), Scaling.None(1)));
    }

    private static string Refusal(EstimatorDefinition definition) => Assert.Throws<ArgumentException>(() => new EstimatorGraph(definition, ElementType.Float64)).Message;

    private static EstimatorDefinition Definition(RatioForm form) => new()
    {
        Kind = EstimatorKind.ParameterizedRatio,
        Observables = 1,
        Parameters = 1,
        Hidden = [16],
        Model = form == RatioForm.Quadratic ? RatioModel.Quadratic : RatioModel.Of(Basis),
    };

    // p(z|θ) = (1 + θz)² N(z; 0, 1)/(1 + θ²), against θ = 0.
    private static double Ratio(double z, double theta) => (1 + (theta * z)) * (1 + (theta * z)) / (1 + (theta * theta));

    // Pairs of an event at a θ of its own and one at the reference.
    private static EstimatorData Events(int pairs)
    {
        var stream = new RandomStream(9, "quadratic pairs");
        double[] x = new double[2 * pairs], theta = new double[2 * pairs], labels = new double[2 * pairs], ratios = new double[2 * pairs];
        for (int i = 0; i < 2 * pairs; i++)
        {
            theta[i] = stream.Uniform(-1, 1);
            labels[i] = i % 2;

            // Below 30 for |θ| ≤ 1 and |z| ≤ 4.4; what is beyond is too rare to matter.
            do x[i] = stream.Normal(); while (i % 2 == 0 && stream.Uniform() * 30 > Ratio(x[i], theta[i]));
            ratios[i] = Ratio(x[i], theta[i]);
        }

        return new EstimatorData
        {
            Observables = RowColumns.Of("x", x, 1),
            Parameters = RowColumns.Of("theta", theta, 1),
            Labels = RowColumns.Of("y", labels, 1),
            JointRatio = RowColumns.Of("r_xz", ratios, 1),
        };
    }

    private static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file))).RootElement;

    private static double[] Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Numbers)] : [element.GetDouble()];

    private static List<int> ShapeOf(JsonElement tensor)
    {
        var shape = new List<int>();
        for (JsonElement e = tensor; e.ValueKind == JsonValueKind.Array; e = e[0]) shape.Add(e.GetArrayLength());
        return shape;
    }

    private static void Near(double[] expected, ReadOnlySpan<double> found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
