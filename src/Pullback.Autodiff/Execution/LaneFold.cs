using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pullback.Autodiff.Execution;

/// <summary>Joins the interleaved partial sums of a chunk: lane <c>i</c> takes in lane <c>i + half</c>, in double precision, until one is left.</summary>
internal static unsafe class LaneFold
{
    /// <summary>Number of lanes.</summary>
    public const int Lanes = 32;

    /// <summary>The sum of the lanes; the same bits for every vector width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum<T>(T* lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector256<double> a = Quarter(lanes, 0) + Quarter(lanes, 16);
        Vector256<double> b = Quarter(lanes, 4) + Quarter(lanes, 20);
        Vector256<double> c = Quarter(lanes, 8) + Quarter(lanes, 24);
        Vector256<double> d = Quarter(lanes, 12) + Quarter(lanes, 28);
        Vector256<double> four = (a + c) + (b + d);
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Quarter<T>(T* lanes, nint first)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            return Vector256.Load((double*)lanes + first);
        }

        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(Vector128.Load((float*)lanes + first));
        return Vector256.Create(lower, upper);
    }
}
