using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Tests.Spin;

public sealed class ClebschGordanTests
{
    [Fact]
    public void Known_coefficients()
    {
        Assert.Equal(UnitFacts.Root.GetProperty("cg(1,1,0,1;1,1)").GetDouble(), ClebschGordan.Of(1, 0, 1, 1, 1, 1), 1e-14);
        var half = HalfInteger.Half(1);
        Assert.Equal(Math.Sqrt(0.5), ClebschGordan.Of(half, half, half, -half, 1, 0), 1e-14);
        Assert.Equal(-Math.Sqrt(0.5), ClebschGordan.Of(half, -half, half, half, 0, 0), 1e-14);
        Assert.Equal(-Math.Sqrt(2.0 / 5), ClebschGordan.Of(2, 0, 1, 0, 1, 0), 1e-14);
        Assert.Equal(0, ClebschGordan.Of(1, 0, 1, 0, 1, 0), 1e-14);
        Assert.Equal(0, ClebschGordan.Of(1, 1, 1, 1, 1, 2));
        Assert.Equal(0, ClebschGordan.Of(half, half, 1, 0, 1, half));
    }

    [Fact]
    public void Coefficients_of_all_spins_are_orthonormal()
    {
        for (int a = 0; a <= 8; a++)
        {
            for (int b = 0; b <= 8; b++)
            {
                var first = new HalfInteger(a);
                var second = new HalfInteger(b);
                foreach (HalfInteger j in HalfInteger.Couplings(first, second))
                {
                    foreach (HalfInteger other in HalfInteger.Couplings(first, second))
                    {
                        HalfInteger m = HalfInteger.Projections(j)[0] < HalfInteger.Projections(other)[0] ? HalfInteger.Projections(other)[0] : HalfInteger.Projections(j)[0];
                        double sum = HalfInteger.Projections(first).Sum(k => ClebschGordan.Of(first, k, second, m - k, j, m) * ClebschGordan.Of(first, k, second, m - k, other, m));
                        Assert.Equal(j == other ? 1 : 0, sum, 1e-12);
                    }
                }
            }
        }
    }
}
