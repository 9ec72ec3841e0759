using Pullback.Numerics.Simd;

namespace Pullback.Numerics.SpecialFunctions;

public static partial class SpecialMath
{
    /// <summary>Standard normal density <c>φ(x) = exp(-x²/2)/√(2π)</c>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: 0 for ±∞, denormal beyond 37.5; NaN for NaN.</para>
    /// <para>Derivative: -x φ(x). Normalization: its integral is one.</para>
    /// <para>Accuracy: 3 ulp in double, 0.51 ulp in single precision (<c>NormalTests</c>).</para>
    /// </remarks>
    public static double NormalPdf(double x) =>
        VectorMath.NormalPdf<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Standard normal distribution function <c>Φ(x)</c>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: 0 and 1 for ∓∞; relative accuracy in the lower tail down to denormal results at -38.4; NaN for NaN.</para>
    /// <para>Derivative: <see cref="NormalPdf"/>.</para>
    /// <para>Accuracy: 3.5 ulp in double, 0.51 ulp in single precision (<c>NormalTests</c>).</para>
    /// </remarks>
    public static double NormalCdf(double x) =>
        VectorMath.NormalCdf<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary><c>ln Φ(x)</c>, accurate in both tails.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: -∞ for -∞, 0 for +∞; finite for all finite arguments above -1e154; near zero from below it keeps its relative accuracy, <c>ln Φ(10) = -7.6e-24</c>; NaN for NaN.</para>
    /// <para>Derivative: <see cref="NormalHazard"/>.</para>
    /// <para>Accuracy: 5 ulp in double, 0.51 ulp in single precision (<c>NormalTests</c>).</para>
    /// </remarks>
    public static double LogNormalCdf(double x) =>
        VectorMath.LogNormalCdf<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary><c>φ(x)/Φ(x)</c>, the derivative of <c>ln Φ(x)</c> (inverse Mills ratio), accurate in both tails.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: +∞ for -∞, where it grows as -x; 0 for +∞; NaN for NaN.</para>
    /// <para>Derivative: with h this function, <c>-h(x + h)</c>.</para>
    /// <para>Accuracy: 4 ulp in double, 0.51 ulp in single precision (<c>NormalTests</c>).</para>
    /// </remarks>
    public static double NormalHazard(double x) =>
        VectorMath.NormalHazard<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Quantile <c>Φ⁻¹(p)</c> of the standard normal distribution.</summary>
    /// <remarks>
    /// <para>Domain: 0 ≤ p ≤ 1. Edges: -∞ for 0, +∞ for 1, NaN outside and for NaN.</para>
    /// <para>Derivative: 1/φ(Φ⁻¹(p)).</para>
    /// <para>Accuracy: 5 ulp in double, 0.51 ulp in single precision (<c>NormalTests</c>).</para>
    /// <para>Alternatives: for p-values below 1e-300 work with <see cref="LogNormalCdf"/>. Reference: M. J. Wichura, Appl. Statist. 37 (1988) 477, algorithm AS 241.</para>
    /// </remarks>
    /// <param name="p">Probability.</param>
    public static double NormalQuantile(double p) =>
        VectorMath.NormalQuantile<SimdScalar<double>, double>(new SimdScalar<double>(p)).Value;
}
