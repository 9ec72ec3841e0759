using System.Numerics;
using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Tests.Spin;

public sealed class WignerDTests
{
    [Theory]
    [InlineData("d_half(0.7)[-1/2,+1/2 order]", 1)]
    [InlineData("d_1(0.7)", 2)]
    [InlineData("d_3/2(0.7)", 3)]
    [InlineData("d_2(0.7)", 4)]
    public void Small_functions_are_those_of_the_reference(string key, int doubled)
    {
        double[] expected = UnitFacts.Numbers(UnitFacts.Root.GetProperty(key));
        var j = new HalfInteger(doubled);
        double[] found = [.. HalfInteger.Projections(j).SelectMany(m1 => HalfInteger.Projections(j).Select(m2 => WignerD.Small(j, m1, m2, 0.7)))];
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-12);
    }

    [Fact]
    public void Conjugate_functions_are_those_of_the_reference()
    {
        System.Text.Json.JsonElement expected = UnitFacts.Root.GetProperty("Dconj_1(0.3,0.7,-0.2)");
        double[] real = UnitFacts.Numbers(expected.GetProperty("re")), imaginary = UnitFacts.Numbers(expected.GetProperty("im"));
        Complex[] found = [.. HalfInteger.Projections(1).SelectMany(m1 => HalfInteger.Projections(1).Select(m2 => WignerD.Conjugate(1, m1, m2, 0.3, 0.7, -0.2)))];
        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal(real[i], found[i].Real, 1e-12);
            Assert.Equal(imaginary[i], found[i].Imaginary, 1e-12);
        }
    }

    [Fact]
    public void Functions_of_every_spin_are_orthogonal_and_compose()
    {
        for (int doubled = 0; doubled <= 16; doubled++)
        {
            var j = new HalfInteger(doubled);
            IReadOnlyList<HalfInteger> m = HalfInteger.Projections(j);
            foreach ((double first, double second) in ((double, double)[])[(0.3, 0.9), (1.2, -1.2), (2.0, 1.0)])
            {
                for (int a = 0; a < m.Count; a++)
                {
                    for (int b = 0; b < m.Count; b++)
                    {
                        double sum = m.Sum(k => WignerD.Small(j, m[a], k, first) * WignerD.Small(j, k, m[b], second));
                        Assert.Equal(WignerD.Small(j, m[a], m[b], first + second), sum, 1e-11);
                    }
                }
            }
        }
    }

    [Fact]
    public void What_does_not_exist_is_zero()
    {
        Assert.Equal(0, WignerD.Small(1, 2, 0, 0.4));
        Assert.Equal(0, WignerD.Small(1, HalfInteger.Half(1), 0, 0.4));
        Assert.Throws<ArgumentOutOfRangeException>(() => WignerD.Coefficients(-1, 0, 0));
    }
}
