using Pullback.Numerics.Simd;

namespace Pullback.Numerics.SpecialFunctions;

/// <summary>Elementary and special functions of one number: the scalar twins of <see cref="VectorMath"/>, with the same bits on every processor.</summary>
public static partial class SpecialMath
{
    /// <summary>Exponential <c>eˣ</c>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: +∞ above 709.78, 0 below -745.13, denormal between -708.4 and -745.13; exp(±0) = 1; NaN for NaN.</para>
    /// <para>Derivative: itself.</para>
    /// <para>Accuracy: 1 ulp in double, 1 ulp in single precision (<c>ExponentialTests</c>).</para>
    /// </remarks>
    public static double Exp(double x) =>
        VectorMath.Exp<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary><c>eˣ - 1</c> without cancellation near zero.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: +∞ above 709.78, -1 for -∞; ±0 gives ±0; NaN for NaN.</para>
    /// <para>Derivative: <c>eˣ</c>.</para>
    /// <para>Accuracy: 1.5 ulp in double, 1.5 ulp in single precision (<c>ExponentialTests</c>).</para>
    /// <para>Alternatives: <c>double.ExpM1</c> of the base library subtracts one from a rounded exponential and is wrong near zero.</para>
    /// </remarks>
    public static double Expm1(double x) =>
        VectorMath.Expm1<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Natural logarithm.</summary>
    /// <remarks>
    /// <para>Domain: x ≥ 0. Edges: -∞ for ±0, +∞ for +∞, NaN for negative values and NaN.</para>
    /// <para>Derivative: 1/x.</para>
    /// <para>Accuracy: 1 ulp in double, 1 ulp in single precision (<c>ExponentialTests</c>).</para>
    /// </remarks>
    public static double Log(double x) =>
        VectorMath.Log<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary><c>ln(1 + x)</c> without loss near zero.</summary>
    /// <remarks>
    /// <para>Domain: x ≥ -1. Edges: -∞ for -1, ±0 gives ±0, NaN below -1 and for NaN.</para>
    /// <para>Derivative: 1/(1 + x).</para>
    /// <para>Accuracy: 1 ulp in double, 2 ulp in single precision (<c>ExponentialTests</c>).</para>
    /// <para>Alternatives: <c>double.LogP1</c> of the base library takes the logarithm of a rounded sum: its value at 1e-17 is 0.</para>
    /// </remarks>
    public static double Log1P(double x) =>
        VectorMath.Log1P<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;
}
