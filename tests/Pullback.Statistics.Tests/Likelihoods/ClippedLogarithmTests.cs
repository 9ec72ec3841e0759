using Pullback.Autodiff;
using Pullback.Statistics.Likelihoods;

namespace Pullback.Statistics.Tests.Likelihoods;

public sealed class ClippedLogarithmTests
{
    // tf-pwa 0.2.1, clip_log with its default eps.
    [Theory]
    [InlineData(1e-3, -6.907755278982137)]
    [InlineData(1e-6, -13.815510557964274)]
    [InlineData(5e-7, -14.440510557964274)]
    [InlineData(0, -15.315510557964274)]
    [InlineData(-1e-6, -17.815510557964274)]
    [InlineData(-1e-5, -85.3155105579643)]
    public void Values_are_those_of_the_reference(double x, double expected)
    {
        Assert.Equal(expected, ClippedLogarithm.Of(x), 1e-12);
        (double value, _, _) = Traced(x, ClippedLogarithm.DefaultEpsilon);
        Assert.Equal(expected, value, 1e-12);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e-6)]
    public void Value_and_two_derivatives_are_continuous(double epsilon)
    {
        (double value, double first, double second) = Traced(epsilon, epsilon);
        (double above, double firstAbove, double secondAbove) = Traced(epsilon * (1 + 1e-9), epsilon);
        Assert.Equal(value, above, 1e-8);
        Assert.Equal(1, firstAbove / first, 1e-8);
        Assert.Equal(1, secondAbove / second, 1e-8);
        Assert.Equal(1 / epsilon, first, 1e-6 / epsilon);
        Assert.Equal(-1 / (epsilon * epsilon), second, 1e-6 / (epsilon * epsilon));
    }

    [Fact]
    public void Derivatives_stay_finite_on_both_sides()
    {
        foreach (double x in (double[])[-1e300, -1, 0, 1e-7, 1, 1e300])
        {
            (double value, double first, double second) = Traced(x, 1e-6);
            Assert.False(double.IsNaN(value) || double.IsNaN(first) || double.IsNaN(second), $"{x}: {value} {first} {second}");
        }
    }

    private static (double Value, double First, double Second) Traced(double x, double epsilon)
    {
        var graph = new Graph();
        Expr argument = graph.Parameter("x");
        Expr value = ClippedLogarithm.Of(argument, epsilon);
        Expr first = Derivatives.Gradient(value, argument)[0];
        Expr second = Derivatives.Gradient(first, argument)[0];
        using Evaluator evaluator = CompiledProgram.Compile([value, first, second], new ProgramOptions { NonFinite = NonFinitePolicy.Allow }).CreateEvaluator();
        evaluator.Set(argument, x);
        evaluator.Evaluate(TestContext.Current.CancellationToken);
        return (evaluator.Scalar(value), evaluator.Scalar(first), evaluator.Scalar(second));
    }
}
