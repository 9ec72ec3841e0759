using Pullback.Autodiff;
using Pullback.Learning.Estimators;

namespace Pullback.Learning.Tests.Estimators.Networks;

/// <summary>Flows are densities: they integrate to one, and their derivatives are those of their values.</summary>
public sealed class ConditionalFlowTests
{
    private static readonly double[] Point = [0.3, -0.7];

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 3, false)]
    [InlineData(3, 3, false)]
    [InlineData(2, 1, true)]
    [InlineData(3, 3, true)]
    public void A_density_of_one_observable_integrates_to_one(int steps, int components, bool normalizes)
    {
        EstimatorGraph flow = Build(1, steps, components, normalizes);
        double[] x = [.. Enumerable.Range(0, 8001).Select(i => -40 + (0.01 * i))];
        double integral = Evaluate(flow, x, x.Length).Sum(v => Math.Exp(v) * 0.01);
        Assert.Equal(1, integral, 1e-9);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void A_density_of_two_observables_integrates_to_one(int components, bool normalizes)
    {
        EstimatorGraph flow = Build(2, 3, components, normalizes);
        const int Steps = 601;
        const double Width = 0.05;
        double[] x = [.. Enumerable.Range(0, Steps * Steps).SelectMany(k => new[] { (k / Steps * Width) - 15, (k % Steps * Width) - 15 })];
        Assert.Equal(1, Evaluate(flow, x, Steps * Steps).Sum(v => Math.Exp(v) * Width * Width), 1e-6);
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(2, 2, true)]
    public void Weights_and_parameters_have_the_derivatives_of_differences(int observables, int components, bool normalizes)
    {
        EstimatorGraph flow = Build(observables, 3, components, normalizes);
        Expr total = Op.SumEvents(flow.Value);
        Expr[] gradient = Derivatives.Gradient(total, flow.Weights.Parameters);
        Expr[] tangents = [.. flow.Weights.Parameters.Select(p => Op.Broadcast(0.0 * Op.Sum(p) + 1.0, p.Shape))];
        Expr directional = Derivatives.Jvp([total], flow.Weights.Parameters, tangents)[0];
        double[] x = [.. Enumerable.Range(0, 2 * observables).Select(i => 0.4 - (0.3 * i))];
        using Evaluator evaluator = CompiledProgram.Compile([total, flow.Score, directional, .. gradient]).CreateEvaluator();
        double[] weights = Weights(flow);
        double Value(double[] w, double[] theta)
        {
            flow.Weights.Set<double>(evaluator, w);
            evaluator.Bind(flow.Observables, x);
            evaluator.Bind(flow.Numerator, (double[])[.. theta, .. Point]);
            evaluator.Evaluate();
            return evaluator.Scalar(total);
        }

        Value(weights, Point);
        double[] found = new double[weights.Length];
        flow.Weights.Get<double>(evaluator, gradient, found);
        double[] score = evaluator.Float64(flow.Score).ToArray();
        Assert.Equal(found.Sum(), evaluator.Scalar(directional), 1e-11 * found.Sum(Math.Abs));
        const double Step = 1e-5;
        for (int i = 0; i < weights.Length; i++)
        {
            double[] up = [.. weights], down = [.. weights];
            up[i] += Step;
            down[i] -= Step;
            Assert.Equal((Value(up, Point) - Value(down, Point)) / (2 * Step), found[i], 1e-7);
        }

        for (int p = 0; p < Point.Length; p++)
        {
            double[] up = [.. Point], down = [.. Point];
            up[p] += Step;
            down[p] -= Step;
            Assert.Equal((Value(weights, up) - Value(weights, down)) / (2 * Step), score[p], 1e-7);
        }
    }

    [Fact]
    public void Every_problem_of_a_shape_is_told_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => new EstimatorGraph(
            new EstimatorDefinition { Kind = EstimatorKind.Likelihood, Observables = 2, Parameters = 1, Hidden = [0], Components = 0 }, ElementType.Float64)).Message;
        Assert.Contains("0 components", message, StringComparison.Ordinal);
        Assert.Contains("width 0", message, StringComparison.Ordinal);
    }

    private static EstimatorGraph Build(int observables, int steps, int components, bool normalizes = false) => new(
        new EstimatorDefinition
        {
            Kind = EstimatorKind.Likelihood,
            Observables = observables,
            Parameters = 2,
            Hidden = [6, 5],
            Steps = steps,
            Components = components,
            BatchNormalization = normalizes ? 0.1 : null,
        },
        ElementType.Float64);

    // Variances are positive, all other weights of both signs.
    private static double[] Weights(EstimatorGraph flow) =>
        [.. flow.Weights.Tensors.SelectMany(t => Enumerable.Range(t.Offset, t.Length).Select(i => (t.Name.EndsWith("variance", StringComparison.Ordinal) ? 1 : 0) + (0.5 * Math.Sin(1.7 * (i + 1)))))];

    private static double[] Evaluate(EstimatorGraph flow, double[] x, int events)
    {
        using Evaluator evaluator = CompiledProgram.Compile([flow.Value]).CreateEvaluator();
        flow.Weights.Set<double>(evaluator, Weights(flow));
        evaluator.Bind(flow.Observables, x);
        evaluator.Bind(flow.Numerator, Enumerable.Range(0, events).SelectMany(_ => Point).ToArray());
        evaluator.Evaluate(TestContext.Current.CancellationToken);
        return evaluator.Float64(flow.Value).ToArray();
    }
}
