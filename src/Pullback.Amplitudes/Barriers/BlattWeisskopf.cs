using System.Numerics;
using Pullback.Autodiff;

namespace Pullback.Amplitudes.Barriers;

/// <summary>The polynomials of the Blatt-Weisskopf barrier, <c>P_l(w²) = |θ_l(iw)|²</c> with the reverse Bessel polynomials θ.</summary>
/// <remarks>
/// <c>P₀ = 1</c>, <c>P₁ = z + 1</c>, <c>P₂ = z² + 3z + 9</c>, … for every l. A barrier factor is <c>q^l √(P_l(q₀²d²)/P_l(q²d²))</c>: q^l at small momenta, and 1 in
/// place of the root at <c>q = q₀</c>. Reference: [BlattWeisskopf1952], [VonHippel1972].
/// </remarks>
public static class BlattWeisskopf
{
    private const int Largest = 20;

    /// <summary>The coefficients of a polynomial, the highest power first.</summary>
    /// <param name="orbitalMomentum">l, 0 to 20.</param>
    /// <returns>Shape [power], l + 1 numbers.</returns>
    public static IReadOnlyList<double> Coefficients(int orbitalMomentum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orbitalMomentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orbitalMomentum, Largest);

        // θ_l(x) = Σ_k (l+k)!/(2^k k! (l−k)!) x^{l−k}; with x = iw, even powers make the real part, odd ones the imaginary part.
        int l = orbitalMomentum;
        BigInteger[] theta = new BigInteger[l + 1];
        for (int k = 0; k <= l; k++) theta[l - k] = Factorial(l + k) / (BigInteger.Pow(2, k) * Factorial(k) * Factorial(l - k));
        BigInteger[] squares = new BigInteger[l + 1];
        for (int i = 0; i <= l; i++)
        {
            for (int j = i % 2; j <= l; j += 2)
            {
                // i^i · conj(i^j) = (−1)^{(i−j)/2}.
                squares[(i + j) / 2] += (Math.Abs(i - j) / 2 % 2 == 0 ? 1 : -1) * theta[i] * theta[j];
            }
        }

        return [.. squares.Reverse().Select(c => (double)c)];
    }

    /// <summary>A polynomial.</summary>
    /// <param name="orbitalMomentum">l.</param>
    /// <param name="z">The squared momentum in units of the squared inverse radius, <c>q²d²</c>.</param>
    public static double Polynomial(int orbitalMomentum, double z)
    {
        double sum = 0;
        foreach (double coefficient in Coefficients(orbitalMomentum)) sum = (sum * z) + coefficient;
        return sum;
    }

    /// <summary>A polynomial of a graph value.</summary>
    /// <param name="orbitalMomentum">l.</param>
    /// <param name="z">Any shape.</param>
    public static Expr Polynomial(int orbitalMomentum, Expr z)
    {
        IReadOnlyList<double> coefficients = Coefficients(orbitalMomentum);
        if (coefficients.Count == 1) return (0.0 * z) + coefficients[0];
        Expr sum = z + coefficients[1];
        for (int i = 2; i < coefficients.Count; i++) sum = (sum * z) + coefficients[i];
        return sum;
    }

    private static BigInteger Factorial(int n)
    {
        BigInteger product = BigInteger.One;
        for (int k = 2; k <= n; k++) product *= k;
        return product;
    }
}
