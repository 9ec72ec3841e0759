using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Tests.Spin;

public sealed class PartialWaveTests
{
    private static readonly SpinParity Scalar = new(0, 1), Pseudoscalar = new(0, -1), Vector = new(1, -1), Axial = new(1, 1);

    [Fact]
    public void Lists_and_their_order_are_those_of_the_reference()
    {
        Same("LS(1-,1+,0-)", PartialWave.Allowed(Vector, Axial, Pseudoscalar));
        Same("LS(1/2+,3/2-,0-,pbreak)", PartialWave.Allowed(new(HalfInteger.Half(1), 1), new(HalfInteger.Half(3), -1), Pseudoscalar, breaksParity: true));
        Same("LS(1-;1-,2+)", PartialWave.Allowed(Vector, Vector, new(2, 1)));
        Assert.Equal([new(0, 1), new(2, 1), new(2, 2)], PartialWave.Allowed(Axial, Vector, Vector));
    }

    [Fact]
    public void Conservation_laws_forbid_waves()
    {
        Assert.Empty(PartialWave.Allowed(Scalar, Scalar, Pseudoscalar));
        Assert.Single(PartialWave.Allowed(Scalar, Scalar, Pseudoscalar, breaksParity: true));
        Assert.Single(PartialWave.Allowed(Scalar, Scalar, new(0)));

        // ρ⁰ → π⁰π⁰ by C, and ρ⁰ → π⁺π⁻.
        Assert.Empty(PartialWave.Allowed(Vector with { ChargeParity = 1 }, Pseudoscalar, Pseudoscalar, keepsChargeParity: true));
        Assert.Equal([new(1, 0)], PartialWave.Allowed(Vector with { ChargeParity = -1 }, Pseudoscalar, Pseudoscalar, keepsChargeParity: true));
    }

    [Fact]
    public void Couplings_of_all_waves_are_an_orthonormal_basis_of_helicities()
    {
        // Σ_λ c_w c_w' = δ: as many waves as helicities that can be, without parity.
        HalfInteger mother = HalfInteger.Half(3), first = HalfInteger.Half(1), second = 1;
        IReadOnlyList<PartialWave> waves = PartialWave.Allowed(new(mother), new(first), new(second));
        (HalfInteger B, HalfInteger C)[] helicities = [.. HalfInteger.Projections(first).SelectMany(b => HalfInteger.Projections(second).Select(c => (b, c))).Where(h => Math.Abs((h.b - h.c).Doubled) <= mother.Doubled)];
        Assert.Equal(helicities.Length, waves.Count);
        foreach (PartialWave one in waves)
        {
            foreach (PartialWave other in waves)
            {
                double sum = helicities.Sum(h => HelicityCoupling.Of(one, mother, first, h.B, second, h.C) * HelicityCoupling.Of(other, mother, first, h.B, second, h.C));
                Assert.Equal(one == other ? 1 : 0, sum, 1e-13);
            }
        }
    }

    private static void Same(string key, IReadOnlyList<PartialWave> found)
    {
        double[][] expected = [.. UnitFacts.Root.GetProperty(key).EnumerateArray().Select(UnitFacts.Numbers)];
        Assert.Equal(expected, found.Select(w => new[] { w.OrbitalMomentum, w.TotalSpin.Value }));
    }
}
