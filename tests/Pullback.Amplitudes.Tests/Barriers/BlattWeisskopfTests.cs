using Pullback.Amplitudes.Barriers;
using Pullback.Autodiff;

namespace Pullback.Amplitudes.Tests.Barriers;

public sealed class BlattWeisskopfTests
{
    [Fact]
    public void Coefficients_are_those_of_the_reference()
    {
        foreach (System.Text.Json.JsonProperty entry in UnitFacts.Root.GetProperty("bprime_coeff").EnumerateObject())
            Assert.Equal(UnitFacts.Numbers(entry.Value), BlattWeisskopf.Coefficients(int.Parse(entry.Name, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([1], BlattWeisskopf.Coefficients(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlattWeisskopf.Coefficients(-1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void Values_are_squared_moduli_of_reverse_Bessel_polynomials(int l)
    {
        const double z = 1.7;
        var x = new System.Numerics.Complex(0, Math.Sqrt(z));

        // θ₀ = 1, θ₁ = x + 1, θ_n = (2n − 1) θ_{n−1} + x² θ_{n−2}.
        (System.Numerics.Complex before, System.Numerics.Complex last) = (1, x + 1);
        for (int n = 2; n <= l; n++) (before, last) = (last, (((2 * n) - 1) * last) + (x * x * before));
        System.Numerics.Complex theta = l == 0 ? before : last;
        double expected = (theta.Real * theta.Real) + (theta.Imaginary * theta.Imaginary);
        Assert.Equal(expected, BlattWeisskopf.Polynomial(l, z), 1e-12 * expected);

        var graph = new Graph();
        Expr argument = graph.Parameter("z");
        Expr traced = BlattWeisskopf.Polynomial(l, argument);
        using Evaluator evaluator = CompiledProgram.Compile([traced]).CreateEvaluator();
        evaluator.Set(argument, z);
        evaluator.Evaluate(TestContext.Current.CancellationToken);
        Assert.Equal(BlattWeisskopf.Polynomial(l, z), evaluator.Scalar(traced), 1e-14 * expected);
    }
}
