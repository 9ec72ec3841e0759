using Pullback.Numerics.Simd;

namespace Pullback.Numerics.SpecialFunctions;

public static partial class SpecialMath
{
    /// <summary>Hyperbolic tangent.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: ±1 for ±∞, ±0 gives ±0; NaN for NaN.</para>
    /// <para>Derivative: 1 - tanh²x.</para>
    /// <para>Accuracy: 2 ulp in double, 2 ulp in single precision (<c>LogisticTests</c>).</para>
    /// </remarks>
    public static double Tanh(double x) =>
        VectorMath.Tanh<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary>Logistic function <c>σ(x) = 1/(1 + e⁻ˣ)</c>.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: 0 and 1 for ∓∞; the lower tail keeps its relative accuracy down to denormal results; NaN for NaN.</para>
    /// <para>Derivative: σ(x)σ(-x).</para>
    /// <para>Accuracy: 2 ulp in double, 2 ulp in single precision (<c>LogisticTests</c>).</para>
    /// </remarks>
    public static double Sigmoid(double x) =>
        VectorMath.Sigmoid<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary><c>ln(1 + eˣ)</c>, the integral of the logistic function.</summary>
    /// <remarks>
    /// <para>Domain: all real numbers. Edges: 0 for -∞, +∞ for +∞; relative accuracy in the lower tail, no overflow in the upper; NaN for NaN.</para>
    /// <para>Derivative: <see cref="Sigmoid"/>.</para>
    /// <para>Accuracy: 1.5 ulp in double, 1.5 ulp in single precision (<c>LogisticTests</c>).</para>
    /// </remarks>
    public static double Softplus(double x) =>
        VectorMath.Softplus<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    /// <summary><c>ln(eˣ + eʸ)</c> without overflow.</summary>
    /// <remarks>
    /// <para>Domain: all pairs. Edges: the larger argument where the other is -∞; -∞ for two of them; NaN if either is NaN.</para>
    /// <para>Derivative: σ(x - y) and σ(y - x).</para>
    /// <para>Accuracy: 1.5 units in the last place of the larger of result, x and y (<c>LogSumExpTests</c>).</para>
    /// </remarks>
    public static double LogAddExp(double x, double y) =>
        VectorMath.LogAddExp<SimdScalar<double>, double>(new SimdScalar<double>(x), new SimdScalar<double>(y)).Value;
}
