using Pullback.Numerics.Simd;

namespace Pullback.Numerics.SpecialFunctions;

public static partial class SpecialMath
{
    /// <summary>Power <c>xʸ</c>.</summary>
    /// <remarks>
    /// <para>Domain: x ≥ 0, or x &lt; 0 with integer y. Edges: as IEEE 754 pow: 1 for y = 0 or x = 1 whatever the other, signed zeros and infinities by the parity of y; NaN for a negative base with a power that is no integer.</para>
    /// <para>Derivative: y·xʸ⁻¹ by x, xʸ ln x by y.</para>
    /// <para>Accuracy: 1 ulp in double, 0.51 ulp in single precision (<c>PowerTests</c>).</para>
    /// </remarks>
    /// <param name="x">Base.</param>
    /// <param name="y">Exponent.</param>
    public static double Pow(double x, double y) =>
        VectorMath.Pow<SimdScalar<double>, double>(new SimdScalar<double>(x), new SimdScalar<double>(y)).Value;
}
