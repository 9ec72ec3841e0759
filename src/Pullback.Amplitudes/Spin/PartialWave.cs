namespace Pullback.Amplitudes.Spin;

/// <summary>A partial wave of a two-body decay.</summary>
/// <param name="OrbitalMomentum">l between the daughters.</param>
/// <param name="TotalSpin">s that the daughters' spins couple to.</param>
public readonly record struct PartialWave(int OrbitalMomentum, HalfInteger TotalSpin)
{
    /// <summary>The partial waves that conservation laws allow.</summary>
    /// <remarks>
    /// For <c>s = |J_b − J_c| … J_b + J_c</c> and then <c>l = |J_a − s| … J_a + s</c> those whole l with <c>(−1)^l = P_a P_b P_c</c>, and where C is kept
    /// <c>C_a = (−1)^{l+s}</c>. The order is that of the couplings' numbers.
    /// </remarks>
    /// <param name="mother">a.</param>
    /// <param name="first">b.</param>
    /// <param name="second">c.</param>
    /// <param name="breaksParity">Whether P need not be kept; it is not asked either where one of the three is unknown.</param>
    /// <param name="keepsChargeParity">Whether C of the mother, to a particle and its own antiparticle, is kept.</param>
    /// <returns>Empty if the decay is forbidden.</returns>
    public static IReadOnlyList<PartialWave> Allowed(SpinParity mother, SpinParity first, SpinParity second, bool breaksParity = false, bool keepsChargeParity = false)
    {
        int? sign = breaksParity ? null : mother.Parity * first.Parity * second.Parity;
        var waves = new List<PartialWave>();
        foreach (HalfInteger s in HalfInteger.Couplings(first.Spin, second.Spin))
        {
            foreach (HalfInteger l in HalfInteger.Couplings(mother.Spin, s))
            {
                if (!l.IsInteger) continue;
                int orbital = l.Doubled / 2;
                if (sign is { } parity && parity != Alternating(orbital)) continue;
                if (keepsChargeParity && mother.ChargeParity is { } c && (!s.IsInteger || c != Alternating(orbital + (s.Doubled / 2)))) continue;
                waves.Add(new PartialWave(orbital, s));
            }
        }

        return waves;
    }

    /// <summary>The wave as <c>(l, s)</c>.</summary>
    public override string ToString() => $"({OrbitalMomentum}, {TotalSpin})";

    private static int Alternating(int power) => power % 2 == 0 ? 1 : -1;
}
