using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>A mixture over two scores.</summary>
internal readonly unsafe struct MixtureKernel2(int categories) : ITileKernel
{
    private const int Stride = 6;
    private const int SumsEach = 6;

    public int Categories => categories;

    public int Sums => SumsEach * categories;

    public int Scratch => Tile.Events;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shares<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* scratch)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int k = 0; k < categories; k++)
        {
            double* c = constants + (k * Stride);
            (TV norm, TV mean0, TV mean1, TV inverse0, TV inverse1, TV below) =
                (TV.Create(c[0]), TV.Create(c[1]), TV.Create(c[2]), TV.Create(c[3]), TV.Create(c[4]), TV.Create(c[5]));
            double* logits = shares + (k * Tile.Events);
            for (int i = 0; i < events; i += TV.Count)
            {
                TV z0 = (TV.Load(scores + i) - mean0) * inverse0;
                TV z1 = TV.FusedMultiplyAdd(-below, z0, TV.Load(scores + Tile.Events + i) - mean1) * inverse1;
                TV.Store(TV.FusedMultiplyAdd(-z1, z1, TV.FusedMultiplyAdd(-z0, z0, norm)), logits + i);
            }
        }

        TileSoftmax.Apply<TV>(shares, scale, categories, events);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pull<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* upstream, double* scratch, double* lanes)
        where TV : unmanaged, ISimd<TV, double>
    {
        TileSoftmax.Mean<TV>(shares, scale, upstream, scratch, categories, events);
        for (int k = 0; k < categories; k++)
        {
            double* c = constants + (k * Stride);
            (TV mean0, TV mean1, TV inverse0, TV inverse1, TV below) = (TV.Create(c[1]), TV.Create(c[2]), TV.Create(c[3]), TV.Create(c[4]), TV.Create(c[5]));
            double* sums = lanes + (k * SumsEach * Tile.Lanes);
            for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
            {
                TV zeroth = TV.Load(sums + lane);
                TV first0 = TV.Load(sums + Tile.Lanes + lane);
                TV first1 = TV.Load(sums + (2 * Tile.Lanes) + lane);
                TV second00 = TV.Load(sums + (3 * Tile.Lanes) + lane);
                TV second10 = TV.Load(sums + (4 * Tile.Lanes) + lane);
                TV second11 = TV.Load(sums + (5 * Tile.Lanes) + lane);
                for (int i = lane; i < events; i += Tile.Lanes)
                {
                    TV delta = TileSoftmax.Delta<TV>(shares, scale, upstream, scratch, k, i);
                    TV z0 = (TV.Load(scores + i) - mean0) * inverse0;
                    TV z1 = TV.FusedMultiplyAdd(-below, z0, TV.Load(scores + Tile.Events + i) - mean1) * inverse1;
                    TV moment0 = delta * z0;
                    TV moment1 = delta * z1;
                    zeroth += delta;
                    first0 += moment0;
                    first1 += moment1;
                    second00 = TV.FusedMultiplyAdd(moment0, z0, second00);
                    second10 = TV.FusedMultiplyAdd(moment1, z0, second10);
                    second11 = TV.FusedMultiplyAdd(moment1, z1, second11);
                }

                TV.Store(zeroth, sums + lane);
                TV.Store(first0, sums + Tile.Lanes + lane);
                TV.Store(first1, sums + (2 * Tile.Lanes) + lane);
                TV.Store(second00, sums + (3 * Tile.Lanes) + lane);
                TV.Store(second10, sums + (4 * Tile.Lanes) + lane);
                TV.Store(second11, sums + (5 * Tile.Lanes) + lane);
            }
        }
    }
}
