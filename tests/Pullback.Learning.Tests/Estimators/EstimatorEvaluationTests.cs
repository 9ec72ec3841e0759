using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Learning.Layers;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators;

/// <summary>Many events at many parameter points: what is computed once for a point changes nothing but rounding.</summary>
public sealed class EstimatorEvaluationTests
{
    private const int Events = 300;
    private const int Points = 7;

    public static TheoryData<EstimatorKind, bool> Kinds => new()
    {
        { EstimatorKind.ParameterizedRatio, false },
        { EstimatorKind.ParameterizedRatio, true },
        { EstimatorKind.DoubleParameterizedRatio, false },
        { EstimatorKind.DoubleParameterizedRatio, true },
        { EstimatorKind.Likelihood, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_combination_is_what_the_pair_gives(EstimatorKind kind, bool twice)
    {
        Estimator estimator = Make(kind, twice);
        double[] all = Ask(estimator, new EvaluationOptions()).Values;
        double[] scored = Ask(estimator, new EvaluationOptions(), withScore: true).Values;
        for (int point = 0; point < Points; point++)
        {
            double[] pairs = estimator.Evaluate(X, Theta.AsSpan(2 * point, 2), Other(kind).AsSpan(0, Math.Min(2, Other(kind).Length)), pairwise: true, withScore: true).Values;
            for (int e = 0; e < Events; e++)
            {
                if (kind != EstimatorKind.DoubleParameterizedRatio || point == 0) Assert.Equal(pairs[e], all[(point * Events) + e], 1e-12);
                Assert.Equal(scored[(point * Events) + e], all[(point * Events) + e], 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Single_precision_is_near_double_precision(EstimatorKind kind, bool twice)
    {
        Estimator estimator = Make(kind, twice);
        EstimatorValues exact = Ask(estimator, new EvaluationOptions(), withScore: true);
        EstimatorValues single = Ask(estimator, new EvaluationOptions { Precision = EvaluationPrecision.SinglePrecision }, withScore: true);
        double[] fast = Ask(estimator, new EvaluationOptions { Precision = EvaluationPrecision.SinglePrecision }).Values;
        Assert.NotEqual(exact.Values, fast);
        for (int i = 0; i < fast.Length; i++)
        {
            Assert.Equal(exact.Values[i], fast[i], 1e-5 * (1 + Math.Abs(exact.Values[i])));
            Assert.Equal(exact.Values[i], single.Values[i], 1e-5 * (1 + Math.Abs(exact.Values[i])));
        }

        for (int i = 0; i < exact.Score!.Length; i++) Assert.Equal(exact.Score[i], single.Score![i], 1e-4 * (1 + Math.Abs(exact.Score[i])));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_do_not_change_a_bit(EstimatorKind kind, bool twice)
    {
        Estimator estimator = Make(kind, twice);
        foreach (EvaluationPrecision precision in Enum.GetValues<EvaluationPrecision>())
        {
            double[] one = Ask(estimator, new EvaluationOptions { Precision = precision, Threads = 1 }).Values;
            Assert.Equal(one, Ask(estimator, new EvaluationOptions { Precision = precision, Threads = 3 }).Values);
            Assert.Equal(one, Ask(estimator, new EvaluationOptions { Precision = precision }).Values);
        }
    }

    [Fact]
    public void Evaluation_ends_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Estimator estimator = Make(EstimatorKind.ParameterizedRatio, twice: false);
        Assert.ThrowsAny<OperationCanceledException>(() => estimator.Evaluate(X, Theta, cancellation: source.Token));
    }

    private static double[] X { get; } = Wave(3 * Events, 1);

    private static double[] Theta { get; } = Wave(2 * Points, 2);

    private static double[] Other(EstimatorKind kind) => kind == EstimatorKind.DoubleParameterizedRatio ? Wave(2 * Points, 3) : [];

    private static EstimatorValues Ask(Estimator estimator, EvaluationOptions options, bool withScore = false) =>
        estimator.Evaluate(X, Theta, Other(estimator.Definition.Kind), withScore: withScore, options: options);

    private static Estimator Make(EstimatorKind kind, bool twice)
    {
        var definition = new EstimatorDefinition
        {
            Kind = kind,
            Observables = 3,
            Parameters = 2,
            Hidden = [13, 7],
            Steps = 2,
            Activation = twice ? Activation.Softplus : Activation.Tanh,
            ActivatesTwice = twice,
        };
        double[] weights = Wave(new EstimatorGraph(definition, ElementType.Float64).Weights.Length, 4);
        for (int i = 0; i < weights.Length; i++) weights[i] *= 0.4;
        return new Estimator(definition, weights, new Scaling([0.1, -0.2, 0.3], [1.5, 0.7, 1.1]), new Scaling([0.2, -0.1], [0.8, 1.3]));
    }

    private static double[] Wave(int count, ulong purpose)
    {
        var stream = new RandomStream(7, "estimator evaluation", purpose);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = stream.Normal(0.0, 1.0);
        return values;
    }
}
