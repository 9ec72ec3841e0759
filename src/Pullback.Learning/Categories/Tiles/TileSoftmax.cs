using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>Softmax over categories for a tile of events, and its pull-back.</summary>
internal static unsafe class TileSoftmax
{
    /// <summary>Logits to exponentials relative to the largest; the scale is the inverse of their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TV>(double* shares, double* scale, int categories, int events)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int i = 0; i < events; i += TV.Count)
        {
            TV largest = TV.Load(shares + i);
            for (int k = 1; k < categories; k++) largest = TV.Larger(TV.Load(shares + (k * Tile.Events) + i), largest);

            TV sum = TV.Constant(0.0);
            for (int k = 0; k < categories; k++)
            {
                double* share = shares + (k * Tile.Events) + i;
                TV e = VectorMath.ExpWithoutOverflow<TV, double>(TV.Load(share) - largest);
                TV.Store(e, share);
                sum += e;
            }

            TV.Store(TV.Constant(1.0) / sum, scale + i);
        }
    }

    /// <summary>The mean of the upstream derivatives over categories, weighted by probability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean<TV>(double* shares, double* scale, double* upstream, double* mean, int categories, int events)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int i = 0; i < events; i += TV.Count)
        {
            TV sum = TV.Constant(0.0);
            for (int k = 0; k < categories; k++)
                sum = TV.FusedMultiplyAdd(TV.Load(shares + (k * Tile.Events) + i), TV.Load(upstream + (k * Tile.Events) + i), sum);
            TV.Store(sum * TV.Load(scale + i), mean + i);
        }
    }

    /// <summary>The derivative by a logit: <c>δ_k = γ_k (upstream_k − mean)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Delta<TV>(double* shares, double* scale, double* upstream, double* mean, int category, int i)
        where TV : unmanaged, ISimd<TV, double> =>
        TV.Load(shares + (category * Tile.Events) + i) * TV.Load(scale + i) * (TV.Load(upstream + (category * Tile.Events) + i) - TV.Load(mean + i));
}
