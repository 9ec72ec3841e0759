using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Numerics.Tests.Simd;

public sealed class LargerTests
{
    [Fact]
    public void It_is_the_left_value_only_where_that_is_greater()
    {
        Assert.Equal(2.0, Of(2.0, 1.0));
        Assert.Equal(2.0, Of(1.0, 2.0));
        Assert.Equal(double.PositiveInfinity, Of(double.PositiveInfinity, 0.0));
        Assert.Equal(1.0, Of(double.NaN, 1.0));
        Assert.True(double.IsNaN(Of(1.0, double.NaN)));
        Assert.True(double.IsNegative(Of(0.0, -0.0)));
        Assert.False(double.IsNegative(Of(-0.0, 0.0)));
    }

    [Fact]
    public void It_has_the_same_bits_at_every_width()
    {
        WidthAgreement.CheckBinary<OfTwo, double>(WidthAgreement.Arguments<double>());
        WidthAgreement.CheckBinary<OfTwo, float>(WidthAgreement.Arguments<float>());
    }

    private static double Of(double left, double right) => SimdScalar<double>.Larger(new SimdScalar<double>(left), new SimdScalar<double>(right)).Value;

    private readonly struct OfTwo : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Invoke<TV, T>(TV left, TV right)
            where TV : unmanaged, ISimd<TV, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TV.Larger(left, right);
    }
}
