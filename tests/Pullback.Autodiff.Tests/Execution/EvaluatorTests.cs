namespace Pullback.Autodiff.Tests.Execution;

public sealed class EvaluatorTests
{
    [Fact]
    public void A_normalised_likelihood_needs_two_passes_and_has_the_right_gradient()
    {
        var graph = new Graph();
        var data = new EventAxis("data");
        var sample = new EventAxis("sample");
        Expr slope = graph.Parameter("slope");
        Expr x = graph.EventInput("x", data);
        Expr y = graph.EventInput("y", sample);
        Expr norm = Op.Log(Op.SumEvents(Op.Exp(-slope * y)) / graph.EventCount(sample));
        Expr nll = Op.SumEvents(slope * x) + (norm * graph.EventCount(data));
        Expr gradient = Derivatives.Gradient(nll, slope)[0];
        using Evaluator evaluator = CompiledProgram.Compile([nll, gradient]).CreateEvaluator();
        double[] xs = [.. Enumerable.Range(0, 1000).Select(i => 0.001 * i)];
        double[] ys = [.. Enumerable.Range(0, 777).Select(i => 0.002 * i)];
        evaluator.Bind(x, xs);
        evaluator.Bind(y, ys);
        evaluator.Set(slope, 0.7);
        evaluator.Evaluate();
        double sum = ys.Sum(v => Math.Exp(-0.7 * v));
        double expected = (0.7 * xs.Sum()) + (1000 * Math.Log(sum / 777));
        double expectedGradient = xs.Sum() - (1000 * ys.Sum(v => v * Math.Exp(-0.7 * v)) / sum);
        Assert.Equal(expected, evaluator.Scalar(nll), 1e-9);
        Assert.Equal(expectedGradient, evaluator.Scalar(gradient), 1e-9);
    }
}
