using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>A mixture over one score.</summary>
internal readonly unsafe struct MixtureKernel1(int categories) : ITileKernel
{
    private const int Stride = 3;
    private const int SumsEach = 3;

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
            TV norm = TV.Create(c[0]);
            TV mean = TV.Create(c[1]);
            TV inverse = TV.Create(c[2]);
            double* logits = shares + (k * Tile.Events);
            for (int i = 0; i < events; i += TV.Count)
            {
                TV z = (TV.Load(scores + i) - mean) * inverse;
                TV.Store(TV.FusedMultiplyAdd(-z, z, norm), logits + i);
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
            TV mean = TV.Create(c[1]);
            TV inverse = TV.Create(c[2]);
            double* sums = lanes + (k * SumsEach * Tile.Lanes);
            for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
            {
                TV zeroth = TV.Load(sums + lane);
                TV first = TV.Load(sums + Tile.Lanes + lane);
                TV second = TV.Load(sums + (2 * Tile.Lanes) + lane);
                for (int i = lane; i < events; i += Tile.Lanes)
                {
                    TV delta = TileSoftmax.Delta<TV>(shares, scale, upstream, scratch, k, i);
                    TV z = (TV.Load(scores + i) - mean) * inverse;
                    TV moment = delta * z;
                    zeroth += delta;
                    first += moment;
                    second = TV.FusedMultiplyAdd(moment, z, second);
                }

                TV.Store(zeroth, sums + lane);
                TV.Store(first, sums + Tile.Lanes + lane);
                TV.Store(second, sums + (2 * Tile.Lanes) + lane);
            }
        }
    }
}
