using Pullback.Numerics.Simd;

namespace Pullback.Numerics.SpecialFunctions;

public static partial class SpecialMath
{
    /// <summary>Sine of an angle in radians.</summary>
    /// <remarks>
    /// <para>Domain: all finite numbers, reduced exactly however large. Edges: ±0 gives ±0, NaN for ±∞ and NaN.</para>
    /// <para>Derivative: cosine.</para>
    /// <para>Accuracy: 1 ulp in double, 0.51 ulp in single precision (<c>TrigonometricTests</c>).</para>
    /// </remarks>
    public static double Sin(double x) =>
        VectorMath.Sin<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Cosine of an angle in radians.</summary>
    /// <remarks>
    /// <para>Domain: all finite numbers, reduced exactly however large. Edges: NaN for ±∞ and NaN.</para>
    /// <para>Derivative: minus sine.</para>
    /// <para>Accuracy: 1 ulp in double, 0.51 ulp in single precision (<c>TrigonometricTests</c>).</para>
    /// </remarks>
    public static double Cos(double x) =>
        VectorMath.Cos<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Arc tangent, in <c>[-π/2, π/2]</c>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: ±π/2 for ±∞, ±0 gives ±0; NaN for NaN.</para>
    /// <para>Derivative: 1/(1 + x²).</para>
    /// <para>Accuracy: 1.5 ulp in double, 0.51 ulp in single precision (<c>TrigonometricTests</c>).</para>
    /// </remarks>
    public static double Atan(double x) =>
        VectorMath.Atan<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Angle of the point <c>(x, y)</c> from the positive x axis, in <c>[-π, π]</c>.</summary>
    /// <remarks>
    /// <para>Domain: all pairs. Edges: as IEEE 754 atan2, signed zeros and infinities included; NaN if either is NaN.</para>
    /// <para>Derivative: x/(x² + y²) by y, -y/(x² + y²) by x.</para>
    /// <para>Accuracy: 2 ulp in double, 0.51 ulp in single precision (<c>TrigonometricTests</c>).</para>
    /// </remarks>
    /// <param name="y">Ordinate.</param>
    /// <param name="x">Abscissa.</param>
    public static double Atan2(double y, double x) =>
        VectorMath.Atan2<SimdScalar<double>, double>(new SimdScalar<double>(y), new SimdScalar<double>(x)).Value;
}
