using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Numerics.Tests.Simd;

public sealed class ExpWithoutOverflowTests
{
    [Fact]
    public void It_has_the_bits_of_the_exponential_below_its_limit()
    {
        for (double x = -760.0; x < 709.0; x += 0.0137)
        {
            var lanes = new SimdScalar<double>(x);
            Assert.Equal(VectorMath.Exp<SimdScalar<double>, double>(lanes).Value, VectorMath.ExpWithoutOverflow<SimdScalar<double>, double>(lanes).Value);
        }

        for (float x = -110.0f; x < 88.0f; x += 0.0137f)
        {
            var lanes = new SimdScalar<float>(x);
            Assert.Equal(VectorMath.Exp<SimdScalar<float>, float>(lanes).Value, VectorMath.ExpWithoutOverflow<SimdScalar<float>, float>(lanes).Value);
        }
    }

    [Fact]
    public void It_has_the_same_bits_at_every_width()
    {
        WidthAgreement.Check<OfNegative, double>(WidthAgreement.Arguments<double>(800.0));
        WidthAgreement.Check<OfNegative, float>(WidthAgreement.Arguments<float>(120.0));
    }

    [Fact]
    public void Edges_are_those_of_the_exponential()
    {
        Assert.Equal(0.0, Of(double.NegativeInfinity));
        Assert.Equal(1.0, Of(-0.0));
        Assert.True(double.IsNaN(Of(double.NaN)));
    }

    private static double Of(double x) => VectorMath.ExpWithoutOverflow<SimdScalar<double>, double>(new SimdScalar<double>(x)).Value;

    private readonly struct OfNegative : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Invoke<TV, T>(TV x)
            where TV : unmanaged, ISimd<TV, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            VectorMath.ExpWithoutOverflow<TV, T>(-TV.Abs(x));
    }
}
