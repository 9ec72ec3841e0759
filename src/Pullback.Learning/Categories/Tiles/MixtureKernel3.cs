using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>A mixture over three scores.</summary>
internal readonly unsafe struct MixtureKernel3(int categories) : ITileKernel
{
    private const int Stride = 10;
    private const int SumsEach = 10;

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
            (TV mean0, TV mean1, TV mean2) = (TV.Create(c[1]), TV.Create(c[2]), TV.Create(c[3]));
            (TV inverse0, TV inverse1, TV inverse2) = (TV.Create(c[4]), TV.Create(c[5]), TV.Create(c[6]));
            (TV below10, TV below20, TV below21) = (TV.Create(-c[7]), TV.Create(-c[8]), TV.Create(-c[9]));
            double* logits = shares + (k * Tile.Events);
            for (int i = 0; i < events; i += TV.Count)
            {
                TV z0 = (TV.Load(scores + i) - mean0) * inverse0;
                TV z1 = TV.FusedMultiplyAdd(below10, z0, TV.Load(scores + Tile.Events + i) - mean1) * inverse1;
                TV z2 = TV.FusedMultiplyAdd(below21, z1, TV.FusedMultiplyAdd(below20, z0, TV.Load(scores + (2 * Tile.Events) + i) - mean2)) * inverse2;
                TV.Store(TV.FusedMultiplyAdd(-z2, z2, TV.FusedMultiplyAdd(-z1, z1, TV.FusedMultiplyAdd(-z0, z0, norm))), logits + i);
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
            (TV mean0, TV mean1, TV mean2) = (TV.Create(c[1]), TV.Create(c[2]), TV.Create(c[3]));
            (TV inverse0, TV inverse1, TV inverse2) = (TV.Create(c[4]), TV.Create(c[5]), TV.Create(c[6]));
            (TV below10, TV below20, TV below21) = (TV.Create(-c[7]), TV.Create(-c[8]), TV.Create(-c[9]));
            double* sums = lanes + (k * SumsEach * Tile.Lanes);
            for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
            {
                double* s = sums + lane;
                TV zeroth = TV.Load(s);
                (TV first0, TV first1, TV first2) = (TV.Load(s + Tile.Lanes), TV.Load(s + (2 * Tile.Lanes)), TV.Load(s + (3 * Tile.Lanes)));
                (TV second00, TV second10, TV second11) = (TV.Load(s + (4 * Tile.Lanes)), TV.Load(s + (5 * Tile.Lanes)), TV.Load(s + (6 * Tile.Lanes)));
                (TV second20, TV second21, TV second22) = (TV.Load(s + (7 * Tile.Lanes)), TV.Load(s + (8 * Tile.Lanes)), TV.Load(s + (9 * Tile.Lanes)));
                for (int i = lane; i < events; i += Tile.Lanes)
                {
                    TV delta = TileSoftmax.Delta<TV>(shares, scale, upstream, scratch, k, i);
                    TV z0 = (TV.Load(scores + i) - mean0) * inverse0;
                    TV z1 = TV.FusedMultiplyAdd(below10, z0, TV.Load(scores + Tile.Events + i) - mean1) * inverse1;
                    TV z2 = TV.FusedMultiplyAdd(below21, z1, TV.FusedMultiplyAdd(below20, z0, TV.Load(scores + (2 * Tile.Events) + i) - mean2)) * inverse2;
                    TV moment0 = delta * z0;
                    TV moment1 = delta * z1;
                    TV moment2 = delta * z2;
                    zeroth += delta;
                    first0 += moment0;
                    first1 += moment1;
                    first2 += moment2;
                    second00 = TV.FusedMultiplyAdd(moment0, z0, second00);
                    second10 = TV.FusedMultiplyAdd(moment1, z0, second10);
                    second11 = TV.FusedMultiplyAdd(moment1, z1, second11);
                    second20 = TV.FusedMultiplyAdd(moment2, z0, second20);
                    second21 = TV.FusedMultiplyAdd(moment2, z1, second21);
                    second22 = TV.FusedMultiplyAdd(moment2, z2, second22);
                }

                TV.Store(zeroth, s);
                TV.Store(first0, s + Tile.Lanes);
                TV.Store(first1, s + (2 * Tile.Lanes));
                TV.Store(first2, s + (3 * Tile.Lanes));
                TV.Store(second00, s + (4 * Tile.Lanes));
                TV.Store(second10, s + (5 * Tile.Lanes));
                TV.Store(second11, s + (6 * Tile.Lanes));
                TV.Store(second20, s + (7 * Tile.Lanes));
                TV.Store(second21, s + (8 * Tile.Lanes));
                TV.Store(second22, s + (9 * Tile.Lanes));
            }
        }
    }
}
