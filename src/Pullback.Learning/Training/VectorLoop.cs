using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pullback.Learning.Training;

/// <summary>What an update rule does to one vector of weights and of its three state vectors.</summary>
internal interface IVectorUpdate3<T>
    where T : unmanaged
{
    void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third);
}

/// <summary>What an update rule does to one vector of weights and of its (at most two) state vectors.</summary>
internal interface IVectorUpdate<T>
    where T : unmanaged
{
    void Apply(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second);
}

/// <summary>Runs an update rule over all weights, vector by vector; the tail goes through the same arithmetic in a padded vector.</summary>
internal static class VectorLoop
{
    /// <summary>Updates weights and states in place. An empty state span stands for a rule that does not use it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUpdate, T>(TUpdate update, Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second)
        where TUpdate : struct, IVectorUpdate<T>
        where T : unmanaged
    {
        int whole = weights.Length - (weights.Length % Vector<T>.Count);
        Span<Vector<T>> w = MemoryMarshal.Cast<T, Vector<T>>(weights[..whole]);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradient[..whole]);
        Span<Vector<T>> a = first.IsEmpty ? default : MemoryMarshal.Cast<T, Vector<T>>(first[..whole]);
        Span<Vector<T>> b = second.IsEmpty ? default : MemoryMarshal.Cast<T, Vector<T>>(second[..whole]);
        Vector<T> unused = default;
        for (int i = 0; i < w.Length; i++)
        {
            ref Vector<T> x = ref a.IsEmpty ? ref unused : ref a[i];
            ref Vector<T> y = ref b.IsEmpty ? ref unused : ref b[i];
            update.Apply(ref w[i], g[i], ref x, ref y);
        }

        if (whole == weights.Length) return;
        Vector<T> lastWeight = Padded<T>(weights[whole..]);
        Vector<T> lastFirst = Padded<T>(first.IsEmpty ? default : first[whole..]);
        Vector<T> lastSecond = Padded<T>(second.IsEmpty ? default : second[whole..]);
        update.Apply(ref lastWeight, Padded(gradient[whole..]), ref lastFirst, ref lastSecond);
        Unpad(lastWeight, weights[whole..]);
        if (!first.IsEmpty) Unpad(lastFirst, first[whole..]);
        if (!second.IsEmpty) Unpad(lastSecond, second[whole..]);
    }

    /// <summary>Updates weights and three states in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUpdate, T>(TUpdate update, Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, Span<T> third)
        where TUpdate : struct, IVectorUpdate3<T>
        where T : unmanaged
    {
        int whole = weights.Length - (weights.Length % Vector<T>.Count);
        Span<Vector<T>> w = MemoryMarshal.Cast<T, Vector<T>>(weights[..whole]);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradient[..whole]);
        Span<Vector<T>> a = MemoryMarshal.Cast<T, Vector<T>>(first[..whole]);
        Span<Vector<T>> b = MemoryMarshal.Cast<T, Vector<T>>(second[..whole]);
        Span<Vector<T>> c = MemoryMarshal.Cast<T, Vector<T>>(third[..whole]);
        for (int i = 0; i < w.Length; i++) update.Apply(ref w[i], g[i], ref a[i], ref b[i], ref c[i]);
        if (whole == weights.Length) return;
        Vector<T> lastWeight = Padded<T>(weights[whole..]);
        Vector<T> lastFirst = Padded<T>(first[whole..]);
        Vector<T> lastSecond = Padded<T>(second[whole..]);
        Vector<T> lastThird = Padded<T>(third[whole..]);
        update.Apply(ref lastWeight, Padded(gradient[whole..]), ref lastFirst, ref lastSecond, ref lastThird);
        Unpad(lastWeight, weights[whole..]);
        Unpad(lastFirst, first[whole..]);
        Unpad(lastSecond, second[whole..]);
        Unpad(lastThird, third[whole..]);
    }

    private static Vector<T> Padded<T>(ReadOnlySpan<T> tail)
        where T : unmanaged
    {
        Span<T> buffer = stackalloc T[Vector<T>.Count];
        buffer.Clear();
        tail.CopyTo(buffer);
        return new Vector<T>(buffer);
    }

    private static void Unpad<T>(Vector<T> value, Span<T> tail)
        where T : unmanaged
    {
        for (int i = 0; i < tail.Length; i++) tail[i] = value[i];
    }
}
