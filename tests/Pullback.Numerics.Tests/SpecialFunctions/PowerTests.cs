using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class PowerTests
{
    [Fact]
    public void Pow_matches_mpmath() => Accuracy.Check("pow", SpecialMath.Pow, 1.0);

    [Fact]
    public void Pow_has_the_edges_of_IEEE_754()
    {
        double[] bases = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        double[] powers = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double x in bases)
        {
            foreach (double y in powers)
            {
                // The base library agrees with IEEE 754 on all of these; results that are no edge are exact or one rounding away.
                double expected = Math.Pow(x, y);
                double found = SpecialMath.Pow(x, y);
                bool same = expected.Equals(found) || Math.Abs(found - expected) <= Math.Abs(expected) * 3e-16;
                Assert.True(same && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(found)), $"pow({x}, {y}) = {found:R}, expected {expected:R}");
            }
        }
    }
}
