using Pullback.Autodiff;
using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Tests.Minimization;

public sealed class NewtonMinimizerTests
{
    [Fact]
    public void An_inner_fit_that_cannot_converge_is_an_error_with_advice()
    {
        Graph graph = new();
        Expr x = graph.Parameter("x");
        Expr solution = Op.ArgMin(-(x * x) + x, new NewtonMinimizer(), [new ArgMinVariable(x, 0.5)])[0];
        using Evaluator evaluator = CompiledProgram.Compile([solution]).CreateEvaluator();
        ArithmeticException error = Assert.ThrowsAny<ArithmeticException>(() => evaluator.Evaluate());
        Assert.Contains("not positive definite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Minimizers_with_the_same_options_are_equal() => Assert.Equal(new NewtonMinimizer(), new NewtonMinimizer());
}
