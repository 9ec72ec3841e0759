using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

/// <summary>Applies lane functions to whole spans with the widest lanes that the processor has.</summary>
public static unsafe class ElementWise
{
    /// <summary><c>destination[i] = f(source[i])</c>; the two may be the same memory.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="T">Element type: <see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="source">Arguments.</param>
    /// <param name="destination">Results; as long as <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Map<TFunction, T>(ReadOnlySpan<T> source, Span<T> destination)
        where TFunction : struct, IUnaryFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ThrowIfLengthsDiffer(source.Length, destination.Length);
        fixed (T* from = source, to = destination)
        {
            int done = 0;
            if (Simd512<T>.IsSupported)
                done = Run<TFunction, Simd512<T>, T>(from, to, done, source.Length);
            if (Simd256<T>.IsSupported)
                done = Run<TFunction, Simd256<T>, T>(from, to, done, source.Length);
            if (Simd128<T>.IsSupported)
                done = Run<TFunction, Simd128<T>, T>(from, to, done, source.Length);
            Run<TFunction, SimdScalar<T>, T>(from, to, done, source.Length);
        }
    }

    /// <summary><c>destination[i] = f(left[i], right[i])</c>; the memory may be shared.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="T">Element type: <see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="left">First arguments.</param>
    /// <param name="right">Second arguments; as long as <paramref name="left"/>.</param>
    /// <param name="destination">Results; as long as <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Map<TFunction, T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination)
        where TFunction : struct, IBinaryFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ThrowIfLengthsDiffer(left.Length, right.Length);
        ThrowIfLengthsDiffer(left.Length, destination.Length);
        fixed (T* a = left, b = right, to = destination)
        {
            int done = 0;
            if (Simd512<T>.IsSupported)
                done = Run<TFunction, Simd512<T>, T>(a, b, to, done, left.Length);
            if (Simd256<T>.IsSupported)
                done = Run<TFunction, Simd256<T>, T>(a, b, to, done, left.Length);
            if (Simd128<T>.IsSupported)
                done = Run<TFunction, Simd128<T>, T>(a, b, to, done, left.Length);
            Run<TFunction, SimdScalar<T>, T>(a, b, to, done, left.Length);
        }
    }

    /// <summary>Runs one width from element <paramref name="first"/> on while whole vectors remain; returns where it stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static int Run<TFunction, TV, T>(T* source, T* destination, int first, int length)
        where TFunction : struct, IUnaryFunction
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = first;
        for (; i <= length - TV.Count; i += TV.Count)
            TV.Store(TFunction.Invoke<TV, T>(TV.Load(source + i)), destination + i);
        return i;
    }

    /// <inheritdoc cref="Run{TFunction, TV, T}(T*, T*, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static int Run<TFunction, TV, T>(T* left, T* right, T* destination, int first, int length)
        where TFunction : struct, IBinaryFunction
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = first;
        for (; i <= length - TV.Count; i += TV.Count)
            TV.Store(TFunction.Invoke<TV, T>(TV.Load(left + i), TV.Load(right + i)), destination + i);
        return i;
    }

    private static void ThrowIfLengthsDiffer(int expected, int found)
    {
        if (expected != found)
            throw new ArgumentException($"Element-wise operands have {expected} and {found} elements, but must be equally long.");
    }
}
