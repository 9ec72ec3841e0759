using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Numerics.Random;
using Pullback.Statistics.Minimization;

namespace Pullback.Learning.Tests.Estimators;

/// <summary>Trained estimators inside a graph: their values are those of evaluation, their derivatives those of differences, also through a fit.</summary>
public sealed class TracedEstimatorTests
{
    private const int Events = 12;

    public static TheoryData<EstimatorKind, bool> Kinds => new()
    {
        { EstimatorKind.ParameterizedRatio, false },
        { EstimatorKind.ParameterizedRatio, true },
        { EstimatorKind.DoubleParameterizedRatio, false },
        { EstimatorKind.Likelihood, false },
        { EstimatorKind.Likelihood, true },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static double[] X { get; } = Wave(3 * Events, 1);

    private static double[] Theta { get; } = [0.3, -0.4];

    private static double[] Other { get; } = [-0.1, 0.2];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_are_those_of_evaluation(EstimatorKind kind, bool selects)
    {
        Estimator estimator = Make(kind, selects);
        bool two = kind == EstimatorKind.DoubleParameterizedRatio;
        double[] expected = estimator.Evaluate(X, Theta, two ? Other : [], cancellation: Token).Values;
        foreach (bool uniform in (bool[])[true, false])
        {
            var graph = new Graph();
            var axis = new EventAxis("event");
            Expr x = graph.EventInput("x", axis, Shape.Of(3));
            Expr theta = uniform ? graph.Parameter("theta", Shape.Of(2)) : graph.EventInput("theta", axis, Shape.Of(2));
            Expr other = uniform ? graph.Parameter("other", Shape.Of(2)) : graph.EventInput("other", axis, Shape.Of(2));
            Expr value = new TracedEstimator(estimator, x, theta, two ? other : null).Value;
            using Evaluator evaluator = CompiledProgram.Compile([value]).CreateEvaluator();
            evaluator.Bind(x, X);
            Place(theta, Theta);
            if (two) Place(other, Other);
            evaluator.Evaluate(Token);
            Near(expected, evaluator.Float64(value), 1e-12);

            void Place(Expr point, double[] values)
            {
                if (uniform) evaluator.Set(point, values);
                else evaluator.Bind(point, Enumerable.Range(0, Events).SelectMany(_ => values).ToArray());
            }
        }
    }

    [Fact]
    public void Scores_and_means_of_ensembles_are_those_of_evaluation()
    {
        Estimator score = Make(EstimatorKind.Score, selects: true), first = Make(EstimatorKind.ParameterizedRatio, false), second = Make(EstimatorKind.ParameterizedRatio, false, seed: 8);
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("event"), Shape.Of(3));
        Expr theta = graph.Parameter("theta", Shape.Of(2));
        Expr value = new TracedEstimator(score, x).Value;
        Expr mean = TracedEstimator.Mean(new EstimatorEnsemble([first, second]), x, theta);
        using Evaluator evaluator = CompiledProgram.Compile([value, mean]).CreateEvaluator();
        evaluator.Bind(x, X);
        evaluator.Set(theta, Theta);
        evaluator.Evaluate(Token);
        Near(score.Score(X, cancellation: Token), evaluator.Float64(value), 1e-13);
        double[] both = EstimatorEnsemble.Mean([first.Evaluate(X, Theta, cancellation: Token).Values, second.Evaluate(X, Theta, cancellation: Token).Values]);
        Near(both, evaluator.Float64(mean), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Observables_parameters_and_weights_have_the_derivatives_of_differences(EstimatorKind kind, bool selects)
    {
        Estimator estimator = Make(kind, selects);
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("event"), Shape.Of(3));
        Expr shift = graph.Parameter("shift", Shape.Of(3)), theta = graph.Parameter("theta", Shape.Of(2)), other = graph.Parameter("other", Shape.Of(2));
        bool two = kind == EstimatorKind.DoubleParameterizedRatio;
        var traced = new TracedEstimator(estimator, x + shift, theta, two ? other : null, withWeights: true);
        Expr total = Op.SumEvents(traced.Value);
        Expr[] inputs = [shift, theta, .. two ? [other] : Array.Empty<Expr>()];
        Expr[] gradients = Derivatives.Gradient(total, inputs);
        Expr[] ofWeights = traced.Weights!.Gradient(total);
        Expr[] ones = [.. inputs.Select(i => Op.Broadcast((0.0 * Op.Sum(i)) + 1.0, i.Shape))];
        Expr directional = Derivatives.Jvp([total], inputs, ones)[0];
        Expr[] second = Derivatives.Gradient(Op.Sum(gradients[1]), theta);
        using Evaluator evaluator = CompiledProgram.Compile([total, directional, .. gradients, .. ofWeights, .. second]).CreateEvaluator();
        double[] weights = estimator.Weights.ToArray();
        double[][] points = [new double[3], Theta, Other];
        double[] Ask(Expr output)
        {
            evaluator.Bind(x, X);
            traced.Weights!.Set<double>(evaluator, weights);
            for (int i = 0; i < inputs.Length; i++) evaluator.Set(inputs[i], points[i]);
            evaluator.Evaluate(Token);
            return evaluator.Float64(output).ToArray();
        }

        double forward = Ask(directional)[0];
        Assert.Equal(gradients.Sum(g => Ask(g).Sum()), forward, 1e-11 * (1 + Math.Abs(forward)));
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] found = Ask(gradients[i]);
            for (int k = 0; k < found.Length; k++) Assert.Equal(Difference(ref points[i][k], total), found[k], 1e-6);
        }

        double[] hessian = Ask(second[0]);
        for (int k = 0; k < 2; k++) Assert.Equal(Difference(ref points[1][k], gradients[1]), hessian[k], 1e-6);
        double[] gradient = new double[weights.Length];
        Ask(total);
        traced.Weights.Get<double>(evaluator, ofWeights, gradient);
        for (int i = 0; i < weights.Length; i += 7) Assert.Equal(Difference(ref weights[i], total), gradient[i], 1e-6);

        double Difference(ref double value, Expr output)
        {
            const double Step = 1e-5;
            double kept = value;
            value = kept + Step;
            double up = Ask(output).Sum();
            value = kept - Step;
            double down = Ask(output).Sum();
            value = kept;
            return (up - down) / (2 * Step);
        }
    }

    [Fact]
    public void The_gradient_of_a_fitted_parameter_reaches_observables_and_weights()
    {
        Estimator estimator = Make(EstimatorKind.ParameterizedRatio, selects: false);
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("event"), Shape.Of(3));
        Expr theta = graph.Parameter("theta", Shape.Of(2));
        Expr shift = graph.Parameter("shift", Shape.Of(3));
        var traced = new TracedEstimator(estimator, x + shift, theta, withWeights: true);
        Expr nll = Op.Sum(5.0 * Op.Square(theta)) - Op.SumEvents(traced.Value);
        Expr fitted = Op.ArgMin(nll, new NewtonMinimizer(), new ArgMinVariable(theta, 0.0, Lower: -4, Upper: 4))[0];
        Expr estimate = Op.Element(fitted, 0, 0);
        Expr ofShift = Derivatives.Gradient(estimate, shift)[0];
        Expr[] ofWeights = traced.Weights!.Gradient(estimate);
        using Evaluator evaluator = CompiledProgram.Compile([estimate, fitted, ofShift, .. ofWeights]).CreateEvaluator();
        double[] weights = estimator.Weights.ToArray(), moved = new double[3];
        double Ask()
        {
            evaluator.Bind(x, X);
            evaluator.Set(shift, moved);
            traced.Weights!.Set<double>(evaluator, weights);
            evaluator.Evaluate(Token);
            return evaluator.Scalar(estimate);
        }

        Ask();
        double[] gradient = evaluator.Float64(ofShift).ToArray(), weightGradient = new double[weights.Length];
        traced.Weights!.Get<double>(evaluator, ofWeights, weightGradient);
        Assert.True(gradient.Max(Math.Abs) > 1e-3);
        for (int k = 0; k < 3; k++) Assert.Equal(Difference(ref moved[k]), gradient[k], 1e-6);
        for (int i = 0; i < weights.Length; i += 11) Assert.Equal(Difference(ref weights[i]), weightGradient[i], 1e-6);

        double Difference(ref double value)
        {
            const double Step = 1e-4;
            double kept = value;
            value = kept + Step;
            double up = Ask();
            value = kept - Step;
            double down = Ask();
            value = kept;
            return (up - down) / (2 * Step);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Estimator ratio = Make(EstimatorKind.ParameterizedRatio, false), two = Make(EstimatorKind.DoubleParameterizedRatio, false), score = Make(EstimatorKind.Score, false);
        var graph = new Graph();
        var axis = new EventAxis("event");
        Expr x = graph.EventInput("x", axis, Shape.Of(3)), own = graph.EventInput("own", axis, Shape.Of(2)), theta = graph.Parameter("theta", Shape.Of(2));
        Contains("needs parameters", () => new TracedEstimator(ratio, x));
        Contains("has no denominator", () => new TracedEstimator(ratio, x, theta, theta));
        Contains("needs denominator", () => new TracedEstimator(two, x, theta));
        Contains("give both alike", () => new TracedEstimator(two, x, theta, own));
        Contains("has no parameters", () => new TracedEstimator(score, x, theta));
        Contains("needs [3]", () => new TracedEstimator(ratio, own, theta));
        Contains("uniform", () => new TracedEstimator(ratio, graph.Parameter("y", Shape.Of(3)), theta));

        static void Contains(string text, Func<object> act) => Assert.Contains(text, Assert.Throws<ArgumentException>(() => act()).Message, StringComparison.Ordinal);
    }

    private static Estimator Make(EstimatorKind kind, bool selects, ulong seed = 4)
    {
        var definition = new EstimatorDefinition { Kind = kind, Observables = 3, Parameters = 2, Features = selects ? [2, 0] : null, Hidden = [6, 5], Steps = 2, Components = selects ? 2 : 1 };
        double[] weights = Wave(new EstimatorGraph(definition, ElementType.Float64).Weights.Length, seed);
        for (int i = 0; i < weights.Length; i++) weights[i] *= 0.4;
        return new Estimator(definition, weights, new Scaling([0.1, -0.2, 0.3], [1.5, 0.7, 1.1]), kind == EstimatorKind.Score ? null : new Scaling([0.2, -0.1], [0.8, 1.3]));
    }

    private static double[] Wave(int count, ulong purpose)
    {
        double[] values = new double[count];
        new RandomStream(5, "traced estimator", purpose).FillNormal(values);
        return values;
    }

    private static void Near(double[] expected, ReadOnlySpan<double> found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
