using System.Numerics;

namespace Pullback.Amplitudes.Spin;

/// <summary>Wigner's rotation matrices.</summary>
/// <remarks>
/// <para><c>d^j_{m₁m₂}(β) = Σ_k w_k cos(β/2)^{2j+m₂−m₁−2k} sin(β/2)^{m₁−m₂+2k}</c> with
/// <c>w_k = (−1)^{m₁−m₂+k} √((j+m₁)!(j−m₁)!(j+m₂)!(j−m₂)!)/((j−m₁−k)!(j+m₂−k)!(m₁−m₂+k)!k!)</c>, so that <c>d^½_{−½,½}(β) = sin(β/2)</c>.</para>
/// <para><c>D^j_{m₁m₂}(α, β, γ) = e^{−im₁α} d^j_{m₁m₂}(β) e^{−im₂γ}</c>. Reference: [Varshalovich1988], 4.3.1.</para>
/// </remarks>
public static class WignerD
{
    /// <summary>The coefficients of a small d function in powers of <c>sin(β/2)</c>: <c>d = Σ_n w_n sin^n cos^{2j−n}</c>.</summary>
    /// <param name="j">The spin.</param>
    /// <param name="m1">The first projection.</param>
    /// <param name="m2">The second projection.</param>
    /// <returns>Shape [power], 2j + 1 numbers; all zero where a projection does not exist.</returns>
    public static double[] Coefficients(HalfInteger j, HalfInteger m1, HalfInteger m2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(j.Doubled, nameof(j));
        double[] coefficients = new double[j.Doubled + 1];
        if (Math.Abs(m1.Doubled) > j.Doubled || Math.Abs(m2.Doubled) > j.Doubled || !(j - m1).IsInteger || !(j - m2).IsInteger) return coefficients;
        int above1 = (j + m1).Doubled / 2, below1 = (j - m1).Doubled / 2, above2 = (j + m2).Doubled / 2, below2 = (j - m2).Doubled / 2;
        int difference = (m1 - m2).Doubled / 2;
        double root = Math.Sqrt(Factorials.Of(above1) * Factorials.Of(below1) * Factorials.Of(above2) * Factorials.Of(below2));
        for (int k = Math.Max(0, -difference); k <= Math.Min(below1, above2); k++)
        {
            double weight = root / (Factorials.Of(below1 - k) * Factorials.Of(above2 - k) * Factorials.Of(difference + k) * Factorials.Of(k));
            coefficients[difference + (2 * k)] = (difference + k) % 2 == 0 ? weight : -weight;
        }

        return coefficients;
    }

    /// <summary>A small d function.</summary>
    /// <param name="j">The spin.</param>
    /// <param name="m1">The first projection.</param>
    /// <param name="m2">The second projection.</param>
    /// <param name="beta">β in rad.</param>
    public static double Small(HalfInteger j, HalfInteger m1, HalfInteger m2, double beta)
    {
        double[] coefficients = Coefficients(j, m1, m2);
        double sine = Math.Sin(beta / 2), cosine = Math.Cos(beta / 2), sum = 0;
        for (int n = 0; n < coefficients.Length; n++)
        {
            if (coefficients[n] != 0) sum += coefficients[n] * Power(sine, n) * Power(cosine, j.Doubled - n);
        }

        return sum;
    }

    /// <summary>The conjugate of a D function, <c>e^{im₁α} d^j_{m₁m₂}(β) e^{im₂γ}</c>, which amplitudes are made of.</summary>
    /// <param name="j">The spin.</param>
    /// <param name="m1">The first projection.</param>
    /// <param name="m2">The second projection.</param>
    /// <param name="alpha">α in rad.</param>
    /// <param name="beta">β in rad.</param>
    /// <param name="gamma">γ in rad.</param>
    public static Complex Conjugate(HalfInteger j, HalfInteger m1, HalfInteger m2, double alpha, double beta, double gamma) =>
        Complex.FromPolarCoordinates(Small(j, m1, m2, beta), (m1.Value * alpha) + (m2.Value * gamma));

    private static double Power(double value, int exponent)
    {
        double power = 1;
        for (int i = 0; i < exponent; i++) power *= value;
        return power;
    }
}
