using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Learning.Training;

/// <summary>The Euclidean norm of a gradient, added in float64 in a fixed order.</summary>
internal static class GradientNorm
{
    /// <summary><c>√(Σ g²)</c>: four interleaved partial sums, so that the order does not depend on the machine.</summary>
    /// <param name="gradient">Shape [weight].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<T>(ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 4 <= gradient.Length; i += 4)
        {
            a += Square(gradient[i]);
            b += Square(gradient[i + 1]);
            c += Square(gradient[i + 2]);
            d += Square(gradient[i + 3]);
        }

        for (; i < gradient.Length; i++) a += Square(gradient[i]);
        return Math.Sqrt((a + b) + (c + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Square<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double wide = double.CreateTruncating(value);
        return wide * wide;
    }
}
