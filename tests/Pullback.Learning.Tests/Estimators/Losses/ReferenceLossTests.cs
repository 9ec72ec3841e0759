using System.Text.Json;
using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Losses;
using Pullback.Learning.Estimators.MadMiner;
using Pullback.Learning.Files.Torch;

namespace Pullback.Learning.Tests.Estimators.Losses;

/// <summary>Losses, their parameter gradients and outputs against MadMiner's, in double precision.</summary>
public sealed class ReferenceLossTests
{
    private const int Events = 6;
    private static readonly JsonElement Cases = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "losses.json"))).RootElement;

    public static TheoryData<string, string> Methods
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in new[] { "single_tanh", "double_tanh", "score_tanh", "maf_tanh" })
            {
                foreach (JsonProperty method in Cases.GetProperty(name).GetProperty("methods").EnumerateObject()) data.Add(name, method.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Losses_and_their_gradients_are_those_of_the_reference(string name, string methodName)
    {
        JsonElement expected = Cases.GetProperty(name).GetProperty("methods").GetProperty(methodName);
        EstimatorGraph estimator = Build(name);
        var method = Enum.Parse<EstimatorMethod>(methodName, ignoreCase: true);
        LossTargets targets = Targets(estimator);
        LossParts loss = MethodLoss.Build(estimator, method, 0.7, targets);
        Expr[] gradient = Derivatives.Gradient(loss.Total, estimator.Weights.Parameters);
        using Evaluator evaluator = Evaluate(name, estimator, targets, [loss.Total, .. loss.Parts.Select(p => p.Value), .. gradient]);

        Near(expected.GetProperty("loss").GetDouble(), evaluator.Scalar(loss.Total), 1e-12);
        double[] contributions = Numbers(expected.GetProperty("contributions"));
        Assert.Equal(contributions.Length, loss.Parts.Count);
        for (int i = 0; i < contributions.Length; i++) Near(contributions[i], evaluator.Scalar(loss.Parts[i].Value), 1e-12);

        double[] found = new double[estimator.Weights.Length];
        estimator.Weights.Get<double>(evaluator, gradient, found);
        double[] reference = MadMinerWeights.Read(estimator, State(expected.GetProperty("grad")), "losses.json");
        double largest = reference.Max(Math.Abs);
        for (int i = 0; i < found.Length; i++) Assert.True(Math.Abs(found[i] - reference[i]) <= 1e-9 * Math.Max(largest * 1e-3, Math.Abs(reference[i])), $"weight {i}: {found[i]:R}, expected {reference[i]:R}");
    }

    [Theory]
    [InlineData("single_tanh", "log_r", "t")]
    [InlineData("double_tanh", "log_r", "t0")]
    [InlineData("score_tanh", "t", "t")]
    [InlineData("maf_tanh", "log_p", "t")]
    public void Outputs_and_scores_are_those_of_the_reference(string name, string value, string score)
    {
        EstimatorGraph estimator = Build(name);
        using Evaluator evaluator = Evaluate(name, estimator, Targets(estimator), [estimator.Value, estimator.Score, .. estimator.DenominatorScore is { } other ? [other] : Array.Empty<Expr>()]);
        All(Numbers(Cases.GetProperty(name).GetProperty(value)), evaluator.Float64(estimator.Value));
        All(Numbers(Cases.GetProperty(name).GetProperty(score)), evaluator.Float64(estimator.Score));

        // The reference gives the derivative of the log ratio by theta1, which is minus the score there.
        if (estimator.DenominatorScore is { } denominator) All([.. Numbers(Cases.GetProperty(name).GetProperty("t1")).Select(t => -t)], evaluator.Float64(denominator));
    }

    [Fact]
    public void Weights_equal_to_counts_are_repeated_events()
    {
        EstimatorGraph estimator = Build("single_tanh");
        LossTargets targets = Targets(estimator);
        Expr weights = estimator.Graph.EventInput("w", estimator.Axis, Shape.Scalar, ElementType.Float64);
        LossParts plain = MethodLoss.Build(estimator, EstimatorMethod.Alices, 0.7, targets);
        LossParts weighted = MethodLoss.Build(estimator, EstimatorMethod.Alices, 0.7, targets with { Weights = weights });
        int[] counts = [2, 0, 1, 1, 3, 1];
        int[] repeated = [.. counts.SelectMany((count, e) => Enumerable.Repeat(e, count))];
        using Evaluator few = Evaluate("single_tanh", estimator, targets, [weighted.Total], weights, [.. counts.Select(c => (double)c)]);
        using Evaluator many = Evaluate("single_tanh", estimator, targets, [plain.Total], rows: repeated);
        Near(many.Scalar(plain.Total), few.Scalar(weighted.Total), 1e-13);
    }

    [Fact]
    public void A_method_of_another_family_and_a_missing_target_are_refused()
    {
        EstimatorGraph estimator = Build("score_tanh");
        Assert.Contains("Sally", Assert.Throws<ArgumentException>(() => MethodLoss.Build(estimator, EstimatorMethod.Carl, 1, Targets(estimator))).Message, StringComparison.Ordinal);
        Assert.Contains("t_xz", Assert.Throws<ArgumentException>(() => MethodLoss.Build(estimator, EstimatorMethod.Sally, 1, new LossTargets())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(800.0)]
    [InlineData(-800.0)]
    public void Ratios_beyond_all_numbers_leave_losses_and_gradients_finite(double logRatio)
    {
        var graph = new Graph();
        var axis = new EventAxis("event");
        Expr parameter = graph.Parameter("log r");
        Expr labels = graph.EventInput("y", axis, Shape.Of(1));
        Expr ratio = graph.EventInput("r", axis, Shape.Of(1));
        Expr log = (0.0 * labels) + parameter;
        Expr[] losses = [EstimatorLosses.CrossEntropy(log, labels), EstimatorLosses.ImprovedCrossEntropy(log, ratio), EstimatorLosses.SquaredRatio(log, ratio, labels)];
        Expr[] outputs = [.. losses, .. losses.Select(l => Derivatives.Gradient(l, parameter)[0])];
        using Evaluator evaluator = CompiledProgram.Compile(outputs).CreateEvaluator();
        evaluator.Set(parameter, logRatio);
        evaluator.Bind(labels, (double[])[0, 1, 0, 1]);
        evaluator.Bind(ratio, (double[])[0, 0, double.PositiveInfinity, 1]);
        evaluator.Evaluate();
        foreach (Expr output in outputs) Assert.True(double.IsFinite(evaluator.Scalar(output)));
    }

    private static EstimatorGraph Build(string name)
    {
        EstimatorKind kind = name switch
        {
            "single_tanh" => EstimatorKind.ParameterizedRatio,
            "double_tanh" => EstimatorKind.DoubleParameterizedRatio,
            "score_tanh" => EstimatorKind.Score,
            _ => EstimatorKind.Likelihood,
        };
        int[] hidden = kind == EstimatorKind.Likelihood ? [5, 4] : [4, 3];
        return new EstimatorGraph(new EstimatorDefinition { Kind = kind, Observables = 3, Parameters = 2, Hidden = hidden, Steps = 2, Reverse = false }, ElementType.Float64);
    }

    private static LossTargets Targets(EstimatorGraph estimator)
    {
        Expr Input(string name, int width) => estimator.Graph.EventInput(name, estimator.Axis, Shape.Of(width), ElementType.Float64);
        return new LossTargets { Labels = Input("y", 1), Ratio = Input("r_xz", 1), Score = Input("t_xz", 2), DenominatorScore = Input("t_xz1", 2) };
    }

    private static Evaluator Evaluate(string name, EstimatorGraph estimator, LossTargets targets, Expr[] outputs, Expr? weights = null, double[]? weightValues = null, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, Events)];
        JsonElement inputs = Cases.GetProperty("inputs");
        CompiledProgram program = CompiledProgram.Compile(outputs);
        Evaluator evaluator = program.CreateEvaluator();
        estimator.Weights.Set<double>(evaluator, MadMinerWeights.Read(estimator, State(Cases.GetProperty(name).GetProperty("params")), "losses.json"));
        void Bind(Expr input, string key, double sign = 1)
        {
            double[] values = Numbers(inputs.GetProperty(key));
            int width = values.Length / Events;
            evaluator.Bind(input, rows.SelectMany(e => values.AsSpan(e * width, width).ToArray()).Select(v => sign * v).ToArray());
        }

        Bind(estimator.Observables, "x");
        Bind(estimator.Numerator, "theta");
        Bind(estimator.Denominator, "theta1");
        Bind(targets.Labels!.Value, "y");
        Bind(targets.Ratio!.Value, "r_xz");
        Bind(targets.Score!.Value, "t_xz");

        // The reference compares the derivative by theta1, minus the score, with what it calls the score: the sign goes to the target here.
        Bind(targets.DenominatorScore!.Value, "t_xz1", -1);
        if (weights is { } w) evaluator.Bind(w, weightValues);
        evaluator.Evaluate(TestContext.Current.CancellationToken);
        return evaluator;
    }

    private static StateDictionary State(JsonElement tensors) => new(tensors.EnumerateObject().Select(t =>
    {
        var shape = new List<int>();
        for (JsonElement e = t.Value; e.ValueKind == JsonValueKind.Array; e = e[0]) shape.Add(e.GetArrayLength());
        return StateTensor.Of(t.Name, shape, Numbers(t.Value));
    }));

    private static double[] Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Numbers)] : [element.GetDouble()];

    private static void All(double[] expected, ReadOnlySpan<double> found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Near(expected[i], found[i], 1e-12);
    }

    private static void Near(double expected, double found, double tolerance) =>
        Assert.True(Math.Abs(found - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{found:R}, expected {expected:R}");
}
