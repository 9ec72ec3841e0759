using Pullback.Autodiff;
using Pullback.Learning.Observables.Relaxed;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Observables.Relaxed;

public sealed class RelaxedTests
{
    [Fact]
    public void A_soft_cut_has_its_derivatives_and_becomes_a_step() =>
        Expect.Derivatives(x => SoftCut.Above(x[0], x[1], x[2]) * SoftCut.Below(x[0], x[1] + 1.0, x[2]), [0.3, 0.5, 4.0], [1.4, -0.2, 0.7]);

    [Fact]
    public void A_steep_cut_is_a_step()
    {
        var graph = new Graph();
        Expr x = graph.Parameter("x");
        Expr above = SoftCut.Above(x, 1.0, 1e4);
        Expr below = SoftCut.Below(x, 1.0, 1e4);
        using EveryExecutor evaluator = EveryExecutor.Of([above, below]);
        evaluator.Set(x, 1.01);
        evaluator.Evaluate();
        Assert.Equal((1.0, 0.0), (Math.Round(evaluator.Scalar(above), 12), Math.Round(evaluator.Scalar(below), 12)));
    }

    [Fact]
    public void The_Asimov_significance_is_its_formula_with_its_derivatives()
    {
        // One bin: √(2((s+b)ln(1+s/b) − s)).
        Expect.Derivatives(v => AsimovSignificance.Of(Op.Stack(v[0], v[1]), Op.Stack(v[2], v[3])), [3.0, 1.0, 10.0, 2.0], [0.5, 4.0, 50.0, 0.3]);
        var graph = new Graph();
        Expr signal = graph.Constant([5.0], Shape.Of(1));
        Expr background = graph.Constant([20.0], Shape.Of(1));
        Expr z = AsimovSignificance.Of(signal, background);
        using EveryExecutor evaluator = EveryExecutor.Of([z]);
        evaluator.Evaluate();
        Assert.Equal(Math.Sqrt(2 * ((25 * Math.Log(1.25)) - 5)), evaluator.Scalar(z), 1e-14);
    }

    [Fact]
    public void Fisher_information_is_the_information_and_not_its_inverse()
    {
        // Two normal measurements of two parameters: the information is diagonal with 1/σ².
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr b = graph.Parameter("b");
        Expr nll = (0.5 * Op.Square((a - 1.0) / 0.5)) + (0.5 * Op.Square((b - 2.0) / 0.1));
        Expr information = FisherInformation.Observed(nll, a, b);
        using EveryExecutor evaluator = EveryExecutor.Of([information]);
        evaluator.Set(a, 1.0);
        evaluator.Set(b, 2.0);
        evaluator.Evaluate();
        double[] found = evaluator.Float64(information).ToArray();
        double[] expected = [4, 0, 0, 100];
        for (int i = 0; i < 4; i++) Assert.Equal(expected[i], found[i], 1e-12);
        Assert.Throws<ArgumentException>(() => FisherInformation.Observed(nll));
    }
}
