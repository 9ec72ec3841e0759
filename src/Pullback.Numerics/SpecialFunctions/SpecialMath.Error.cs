using Pullback.Numerics.Simd;

namespace Pullback.Numerics.SpecialFunctions;

public static partial class SpecialMath
{
    /// <summary>Error function <c>erf x = 2/√π ∫₀ˣ exp(-t²) dt</c>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: ±1 for ±∞, ±0 gives ±0; NaN for NaN.</para>
    /// <para>Derivative: <c>2/√π exp(-x²)</c>.</para>
    /// <para>Accuracy: 1.5 ulp in double, 0.51 ulp in single precision (<c>ErrorFunctionTests</c>).</para>
    /// </remarks>
    public static double Erf(double x) =>
        VectorMath.Erf<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Complementary error function <c>1 - erf x</c>, accurate in the tail.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: 2 and 0 for ∓∞; denormal above 26.54; NaN for NaN.</para>
    /// <para>Derivative: <c>-2/√π exp(-x²)</c>.</para>
    /// <para>Accuracy: 3 ulp in double, 0.51 ulp in single precision (<c>ErrorFunctionTests</c>).</para>
    /// </remarks>
    public static double Erfc(double x) =>
        VectorMath.Erfc<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Scaled complementary error function <c>exp(x²) erfc x</c>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: 0 for +∞, +∞ below -26.63; NaN for NaN.</para>
    /// <para>Derivative: <c>2x erfcx x - 2/√π</c>.</para>
    /// <para>Accuracy: 4 ulp in double, 0.51 ulp in single precision (<c>ErrorFunctionTests</c>).</para>
    /// </remarks>
    public static double Erfcx(double x) =>
        VectorMath.Erfcx<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Logarithm of the complementary error function.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: ln 2 for -∞, -∞ for +∞; finite for all finite arguments below 1e154; NaN for NaN.</para>
    /// <para>Derivative: -<see cref="ErfcHazard"/>.</para>
    /// <para>Accuracy: 2 ulp in double, 0.51 ulp in single precision (<c>ErrorFunctionTests</c>).</para>
    /// </remarks>
    public static double LogErfc(double x) =>
        VectorMath.LogErfc<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary><c>(2/√π) exp(-x²)/erfc x</c>, the negative derivative of <see cref="LogErfc"/>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: 0 for -∞, +∞ for +∞, where it grows as 2x; NaN for NaN.</para>
    /// <para>Derivative: with r this function, <c>r(r - 2x)</c>.</para>
    /// <para>Accuracy: 3 ulp in double, 0.51 ulp in single precision (<c>ErrorFunctionTests</c>).</para>
    /// </remarks>
    public static double ErfcHazard(double x) =>
        VectorMath.ErfcHazard<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;
}
