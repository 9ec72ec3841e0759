namespace Pullback.Amplitudes.Spin;

/// <summary>Clebsch-Gordan coefficients <c>⟨j₁ m₁; j₂ m₂ | j m⟩</c> in the phase convention of Condon and Shortley.</summary>
/// <remarks>By Racah's sum. Relative accuracy is about 1e−14 for spins up to 8. Reference: [Varshalovich1988], 8.2.1.</remarks>
public static class ClebschGordan
{
    /// <summary>A coefficient; 0 where the spins do not couple or a projection does not exist.</summary>
    /// <param name="j1">The first spin.</param>
    /// <param name="m1">Its projection.</param>
    /// <param name="j2">The second spin.</param>
    /// <param name="m2">Its projection.</param>
    /// <param name="j">The spin that they couple to.</param>
    /// <param name="m">Its projection.</param>
    public static double Of(HalfInteger j1, HalfInteger m1, HalfInteger j2, HalfInteger m2, HalfInteger j, HalfInteger m)
    {
        if (m1 + m2 != m || !Exists(j1, m1) || !Exists(j2, m2) || !Exists(j, m)) return 0;
        if (j.Doubled > (j1 + j2).Doubled || j.Doubled < Math.Abs((j1 - j2).Doubled) || !(j1 + j2 + j).IsInteger) return 0;
        int a = Whole(j1 + j2 - j), b = Whole(j1 - m1), c = Whole(j2 + m2), d = Whole(j - j2 + m1), e = Whole(j - j1 - m2);
        double sum = 0;
        for (int k = Math.Max(0, Math.Max(-d, -e)); k <= Math.Min(a, Math.Min(b, c)); k++)
        {
            double term = 1 / (Factorials.Of(k) * Factorials.Of(a - k) * Factorials.Of(b - k) * Factorials.Of(c - k) * Factorials.Of(d + k) * Factorials.Of(e + k));
            sum += k % 2 == 0 ? term : -term;
        }

        double triangle = Factorials.Of(a) * Factorials.Of(Whole(j1 - j2 + j)) * Factorials.Of(Whole(j2 - j1 + j)) / Factorials.Of(Whole(j1 + j2 + j) + 1);
        double projections = Factorials.Of(Whole(j1 + m1)) * Factorials.Of(b) * Factorials.Of(c) * Factorials.Of(Whole(j2 - m2)) * Factorials.Of(Whole(j + m)) * Factorials.Of(Whole(j - m));
        return sum * Math.Sqrt((j.Doubled + 1) * triangle * projections);
    }

    private static bool Exists(HalfInteger j, HalfInteger m) => j.Doubled >= 0 && Math.Abs(m.Doubled) <= j.Doubled && (j - m).IsInteger;

    private static int Whole(HalfInteger value) => value.Doubled / 2;
}
