using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>A mixture over any number of scores.</summary>
internal readonly unsafe struct MixtureKernel(int categories, int dimensions) : ITileKernel
{
    public int Categories => categories;

    public int Sums => MixtureConstants.Sums(dimensions) * categories;

    /// <summary>The mean of the upstream derivatives, δ of a category, z of a category [score].</summary>
    public int Scratch => (2 + dimensions) * Tile.Events;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shares<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* scratch)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int k = 0; k < categories; k++)
        {
            double* c = constants + (k * MixtureConstants.Stride(dimensions));
            TV norm = TV.Create(c[0]);
            double* logits = shares + (k * Tile.Events);
            double* z = scratch + (2 * Tile.Events);
            Standardize<TV>(c, scores, events, z);
            for (int i = 0; i < events; i += TV.Count)
            {
                TV logit = norm;
                for (int d = 0; d < dimensions; d++)
                {
                    TV zd = TV.Load(z + (d * Tile.Events) + i);
                    logit = TV.FusedMultiplyAdd(-zd, zd, logit);
                }

                TV.Store(logit, logits + i);
            }
        }

        TileSoftmax.Apply<TV>(shares, scale, categories, events);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pull<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* upstream, double* scratch, double* lanes)
        where TV : unmanaged, ISimd<TV, double>
    {
        TileSoftmax.Mean<TV>(shares, scale, upstream, scratch, categories, events);
        double* delta = scratch + Tile.Events;
        double* z = delta + Tile.Events;
        for (int k = 0; k < categories; k++)
        {
            Standardize<TV>(constants + (k * MixtureConstants.Stride(dimensions)), scores, events, z);
            for (int i = 0; i < events; i += TV.Count) TV.Store(TileSoftmax.Delta<TV>(shares, scale, upstream, scratch, k, i), delta + i);
            double* sums = lanes + (k * MixtureConstants.Sums(dimensions) * Tile.Lanes);
            Add<TV>(delta, events, sums);
            sums += Tile.Lanes;
            for (int d = 0; d < dimensions; d++)
            {
                Add<TV>(delta, z + (d * Tile.Events), events, sums);
                sums += Tile.Lanes;
            }

            for (int a = 0; a < dimensions; a++)
            {
                for (int b = 0; b <= a; b++)
                {
                    Add<TV>(delta, z + (a * Tile.Events), z + (b * Tile.Events), events, sums);
                    sums += Tile.Lanes;
                }
            }
        }
    }

    private static void Add<TV>(double* delta, int events, double* sums)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
        {
            TV sum = TV.Load(sums + lane);
            for (int i = lane; i < events; i += Tile.Lanes) sum += TV.Load(delta + i);
            TV.Store(sum, sums + lane);
        }
    }

    private static void Add<TV>(double* delta, double* z, int events, double* sums)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
        {
            TV sum = TV.Load(sums + lane);
            for (int i = lane; i < events; i += Tile.Lanes) sum = TV.FusedMultiplyAdd(TV.Load(delta + i), TV.Load(z + i), sum);
            TV.Store(sum, sums + lane);
        }
    }

    private static void Add<TV>(double* delta, double* z, double* other, int events, double* sums)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
        {
            TV sum = TV.Load(sums + lane);
            for (int i = lane; i < events; i += Tile.Lanes) sum = TV.FusedMultiplyAdd(TV.Load(delta + i) * TV.Load(z + i), TV.Load(other + i), sum);
            TV.Store(sum, sums + lane);
        }
    }

    // z = L⁻¹(x − μ)/√(2T) by forward substitution.
    private void Standardize<TV>(double* c, double* scores, int events, double* z)
        where TV : unmanaged, ISimd<TV, double>
    {
        double* below = c + 1 + (2 * dimensions);
        for (int d = 0; d < dimensions; d++)
        {
            TV mean = TV.Create(c[1 + d]);
            TV inverse = TV.Create(c[1 + dimensions + d]);
            for (int i = 0; i < events; i += TV.Count)
            {
                TV rest = TV.Load(scores + (d * Tile.Events) + i) - mean;
                for (int j = 0; j < d; j++) rest = TV.FusedMultiplyAdd(TV.Create(-below[j]), TV.Load(z + (j * Tile.Events) + i), rest);
                TV.Store(rest * inverse, z + (d * Tile.Events) + i);
            }

            below += d;
        }
    }
}
