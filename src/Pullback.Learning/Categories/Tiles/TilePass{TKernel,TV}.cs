using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>The passes of one kernel with one width of vectors.</summary>
internal sealed unsafe class TilePass<TKernel, TV>(TKernel kernel) : TilePass
    where TKernel : struct, ITileKernel
    where TV : unmanaged, ISimd<TV, double>
{
    public override int Sums => kernel.Sums;

    public override TileMemory NewMemory(int columns) => new(kernel.Categories, kernel.Scratch, Math.Max(kernel.Sums, 2 * columns * kernel.Categories));

    public override void Shares(double* constants, double* scores, int events, TileMemory memory) =>
        kernel.Shares<TV>(constants, scores, events, memory.Shares, memory.Scale, memory.Scratch);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Largest(int events, TileMemory memory, double* categories)
    {
        int count = kernel.Categories;
        for (int i = 0; i < events; i += TV.Count)
        {
            TV largest = TV.Load(memory.Shares + i);
            TV category = TV.Constant(0.0);
            for (int k = 1; k < count; k++)
            {
                TV share = TV.Load(memory.Shares + (k * Tile.Events) + i);
                TV above = TV.GreaterThan(share, largest);
                largest = TV.Select(above, share, largest);
                category = TV.Select(above, TV.Create(k), category);
            }

            TV.Store(category, categories + i);
        }
    }

    public override void Forward(double* constants, TileChunk chunk, TileMemory memory, double* result)
    {
        int sums = 2 * chunk.Columns * kernel.Categories;
        new Span<double>(memory.Lanes, sums * Tile.Lanes).Clear();
        fixed (double* values = chunk.Values)
        {
            for (int t = 0; t < chunk.Tiles; t++)
            {
                double* tile = values + (t * chunk.TileLength);
                int events = t == chunk.Tiles - 1 ? chunk.LastEvents : Tile.Events;
                kernel.Shares<TV>(constants, tile, events, memory.Shares, memory.Scale, memory.Scratch);
                for (int c = 0; c < chunk.Columns; c++)
                {
                    double* weights = tile + ((chunk.Dimensions + c) * Tile.Events);
                    Weigh(weights, memory.Scale, events, memory.Weighted, memory.Squared);
                    AddColumn(memory, kernel.Categories, events, memory.Lanes + (2 * c * kernel.Categories * Tile.Lanes));
                }
            }
        }

        for (int s = 0; s < sums; s++) result[s] = Tile.SumLanes(memory.Lanes + (s * Tile.Lanes));
    }

    public override void Backward(double* constants, TileChunk chunk, double* sums, double* squares, TileMemory memory, double* result)
    {
        new Span<double>(memory.Lanes, kernel.Sums * Tile.Lanes).Clear();
        fixed (double* values = chunk.Values)
        {
            for (int t = 0; t < chunk.Tiles; t++)
            {
                double* tile = values + (t * chunk.TileLength);
                int events = t == chunk.Tiles - 1 ? chunk.LastEvents : Tile.Events;
                kernel.Shares<TV>(constants, tile, events, memory.Shares, memory.Scale, memory.Scratch);
                Upstream(tile + (chunk.Dimensions * Tile.Events), chunk.Columns, sums, squares, events, memory.Upstream);
                kernel.Pull<TV>(constants, tile, events, memory.Shares, memory.Scale, memory.Upstream, memory.Scratch, memory.Lanes);
            }
        }

        for (int s = 0; s < kernel.Sums; s++) result[s] = Tile.SumLanes(memory.Lanes + (s * Tile.Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(double* weights, double* scale, int events, double* weighted, double* squared)
    {
        for (int i = 0; i < events; i += TV.Count)
        {
            TV w = TV.Load(weights + i);
            TV scaled = w * TV.Load(scale + i);
            TV.Store(scaled, weighted + i);
            TV.Store(w * scaled, squared + i);
        }
    }

    /// <summary>Four categories at once: their sums do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumn(TileMemory memory, int categories, int events, double* lanes)
    {
        double* weighted = memory.Weighted;
        double* squared = memory.Squared;
        int k = 0;
        for (; k + 4 <= categories; k += 4)
        {
            double* shares = memory.Shares + (k * Tile.Events);
            double* sums = lanes + (2 * k * Tile.Lanes);
            for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
            {
                double* s = sums + lane;
                (TV s0, TV q0, TV s1, TV q1) = (TV.Load(s), TV.Load(s + Tile.Lanes), TV.Load(s + (2 * Tile.Lanes)), TV.Load(s + (3 * Tile.Lanes)));
                (TV s2, TV q2, TV s3, TV q3) = (TV.Load(s + (4 * Tile.Lanes)), TV.Load(s + (5 * Tile.Lanes)), TV.Load(s + (6 * Tile.Lanes)), TV.Load(s + (7 * Tile.Lanes)));
                for (int i = lane; i < events; i += Tile.Lanes)
                {
                    TV w = TV.Load(weighted + i);
                    TV w2 = TV.Load(squared + i);
                    TV e0 = TV.Load(shares + i);
                    TV e1 = TV.Load(shares + Tile.Events + i);
                    TV e2 = TV.Load(shares + (2 * Tile.Events) + i);
                    TV e3 = TV.Load(shares + (3 * Tile.Events) + i);
                    s0 = TV.FusedMultiplyAdd(w, e0, s0);
                    q0 = TV.FusedMultiplyAdd(w2, e0, q0);
                    s1 = TV.FusedMultiplyAdd(w, e1, s1);
                    q1 = TV.FusedMultiplyAdd(w2, e1, q1);
                    s2 = TV.FusedMultiplyAdd(w, e2, s2);
                    q2 = TV.FusedMultiplyAdd(w2, e2, q2);
                    s3 = TV.FusedMultiplyAdd(w, e3, s3);
                    q3 = TV.FusedMultiplyAdd(w2, e3, q3);
                }

                TV.Store(s0, s);
                TV.Store(q0, s + Tile.Lanes);
                TV.Store(s1, s + (2 * Tile.Lanes));
                TV.Store(q1, s + (3 * Tile.Lanes));
                TV.Store(s2, s + (4 * Tile.Lanes));
                TV.Store(q2, s + (5 * Tile.Lanes));
                TV.Store(s3, s + (6 * Tile.Lanes));
                TV.Store(q3, s + (7 * Tile.Lanes));
            }
        }

        for (; k < categories; k++)
        {
            double* shares = memory.Shares + (k * Tile.Events);
            double* sums = lanes + (2 * k * Tile.Lanes);
            for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
            {
                TV s = TV.Load(sums + lane);
                TV q = TV.Load(sums + Tile.Lanes + lane);
                for (int i = lane; i < events; i += Tile.Lanes)
                {
                    TV e = TV.Load(shares + i);
                    s = TV.FusedMultiplyAdd(TV.Load(weighted + i), e, s);
                    q = TV.FusedMultiplyAdd(TV.Load(squared + i), e, q);
                }

                TV.Store(s, sums + lane);
                TV.Store(q, sums + Tile.Lanes + lane);
            }
        }
    }

    /// <summary>The derivative by each probability: <c>Σ_c w_c (dS_ck + w_c dQ_ck)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Upstream(double* weights, int columns, double* sums, double* squares, int events, double* upstream)
    {
        int categories = kernel.Categories;
        for (int k = 0; k < categories; k++)
        {
            double* target = upstream + (k * Tile.Events);
            for (int c = 0; c < columns; c++)
            {
                TV s = TV.Create(sums[(c * categories) + k]);
                TV q = TV.Create(squares[(c * categories) + k]);
                double* column = weights + (c * Tile.Events);
                if (c == 0)
                {
                    for (int i = 0; i < events; i += TV.Count)
                    {
                        TV w = TV.Load(column + i);
                        TV.Store(w * TV.FusedMultiplyAdd(w, q, s), target + i);
                    }
                }
                else
                {
                    for (int i = 0; i < events; i += TV.Count)
                    {
                        TV w = TV.Load(column + i);
                        TV.Store(TV.FusedMultiplyAdd(w, TV.FusedMultiplyAdd(w, q, s), TV.Load(target + i)), target + i);
                    }
                }
            }
        }
    }
}
