using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Likelihoods;

/// <summary>Updates of local vectors and of the lower triangles of local matrices, whose rows are padded to whole SIMD vectors.</summary>
/// <remarks>Every element is one fused multiply-add, so that the bits are the same at every width.</remarks>
internal static class LocalVectors
{
    /// <summary><c>target += factor source</c>.</summary>
    public static void MultiplyAdd(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        ref double t = ref MemoryMarshal.GetReference(target);
        ref double s = ref MemoryMarshal.GetReference(source);
        Vector512<double> f = Vector512.Create(factor);
        for (int i = 0; i < target.Length; i += ChannelIndex.Lanes)
            Vector512.FusedMultiplyAdd(f, Vector512.LoadUnsafe(ref s, (nuint)i), Vector512.LoadUnsafe(ref t, (nuint)i)).StoreUnsafe(ref t, (nuint)i);
    }

    /// <summary><c>M += x (c x)' - y (d y)'</c> for the lower triangle.</summary>
    public static void RankOnePair(Span<double> matrix, int order, int stride, ReadOnlySpan<double> x, double c, ReadOnlySpan<double> y, double d)
    {
        ref double xs = ref MemoryMarshal.GetReference(x);
        ref double ys = ref MemoryMarshal.GetReference(y);
        for (int i = 0; i < order; i++)
        {
            ref double row = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), i * stride);
            Vector512<double> cx = Vector512.Create(c * Unsafe.Add(ref xs, i));
            Vector512<double> dy = Vector512.Create(-d * Unsafe.Add(ref ys, i));
            for (int j = 0; j <= i; j += ChannelIndex.Lanes)
            {
                Vector512<double> sum = Vector512.FusedMultiplyAdd(cx, Vector512.LoadUnsafe(ref xs, (nuint)j), Vector512.LoadUnsafe(ref row, (nuint)j));
                Vector512.FusedMultiplyAdd(dy, Vector512.LoadUnsafe(ref ys, (nuint)j), sum).StoreUnsafe(ref row, (nuint)j);
            }
        }
    }

    /// <summary><c>M += c (x y' + y x')</c> for the lower triangle.</summary>
    public static void RankTwo(Span<double> matrix, int order, int stride, double c, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double xs = ref MemoryMarshal.GetReference(x);
        ref double ys = ref MemoryMarshal.GetReference(y);
        for (int i = 0; i < order; i++)
        {
            ref double row = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), i * stride);
            Vector512<double> cx = Vector512.Create(c * Unsafe.Add(ref xs, i));
            Vector512<double> cy = Vector512.Create(c * Unsafe.Add(ref ys, i));
            for (int j = 0; j <= i; j += ChannelIndex.Lanes)
            {
                Vector512<double> sum = Vector512.FusedMultiplyAdd(cx, Vector512.LoadUnsafe(ref ys, (nuint)j), Vector512.LoadUnsafe(ref row, (nuint)j));
                Vector512.FusedMultiplyAdd(cy, Vector512.LoadUnsafe(ref xs, (nuint)j), sum).StoreUnsafe(ref row, (nuint)j);
            }
        }
    }
}
