using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>A grid of bins with soft boundaries.</summary>
/// <remarks>Constants: for each variable its steepness and its cuts. Sums: for each variable one for the steepness and one per cut.</remarks>
internal readonly unsafe struct SigmoidKernel : ITileKernel
{
    private readonly int[] _bins;
    private readonly int[] _firstBin;
    private readonly int _totalBins;

    public SigmoidKernel(SigmoidLayout layout)
    {
        _bins = layout.Bins;
        _firstBin = new int[_bins.Length];
        for (int v = 1; v < _bins.Length; v++) _firstBin[v] = _firstBin[v - 1] + _bins[v - 1];
        _totalBins = _bins.Sum();
        Categories = _bins.Aggregate(1, (product, bins) => product * bins);
    }

    public int Categories { get; }

    public int Sums => _totalBins;

    /// <summary>Of all variables the shares of the bins, the slopes of the cuts, and what is pulled back to the bins of one variable.</summary>
    public int Scratch => 3 * _totalBins * Tile.Events;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shares<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* scratch)
        where TV : unmanaged, ISimd<TV, double>
    {
        double* slopes = scratch + (_totalBins * Tile.Events);
        for (int v = 0; v < _bins.Length; v++)
        {
            int first = _firstBin[v];
            double* bins = _bins.Length == 1 ? shares : scratch + (first * Tile.Events);
            Bins<TV>(constants + first, scores + (v * Tile.Events), _bins[v], events, bins, slopes + (first * Tile.Events));
        }

        for (int i = 0; i < events; i += TV.Count) TV.Store(TV.Constant(1.0), scale + i);
        if (_bins.Length == 1) return;
        for (int k = 0; k < Categories; k++)
        {
            double* share = shares + (k * Tile.Events);
            for (int i = 0; i < events; i += TV.Count) TV.Store(Product<TV>(scratch, k, -1, i), share + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pull<TV>(double* constants, double* scores, int events, double* shares, double* scale, double* upstream, double* scratch, double* lanes)
        where TV : unmanaged, ISimd<TV, double>
    {
        double* slopes = scratch + (_totalBins * Tile.Events);
        if (_bins.Length == 1)
        {
            Cuts<TV>(constants, scores, Categories, events, upstream, slopes, lanes);
            return;
        }

        double* pulled = slopes + (_totalBins * Tile.Events);
        int block = Categories;
        for (int v = 0; v < _bins.Length; v++)
        {
            int bins = _bins[v];
            block /= bins;
            new Span<double>(pulled, bins * Tile.Events).Clear();
            for (int k = 0; k < Categories; k++)
            {
                double* bin = pulled + (k / block % bins * Tile.Events);
                double* from = upstream + (k * Tile.Events);
                for (int i = 0; i < events; i += TV.Count)
                    TV.Store(TV.FusedMultiplyAdd(TV.Load(from + i), Product<TV>(scratch, k, v, i), TV.Load(bin + i)), bin + i);
            }

            int first = _firstBin[v];
            Cuts<TV>(constants + first, scores + (v * Tile.Events), bins, events, pulled, slopes + (first * Tile.Events), lanes + (first * Tile.Lanes));
        }
    }

    // With E = e^a limited to e^±75, g = E/(1 + E): differences g_1 − g_2 = (E_1 − E_2)/((1 + E_1)(1 + E_2)) keep their digits in the tails.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Bins<TV>(double* constants, double* scores, int bins, int events, double* shares, double* slopes)
        where TV : unmanaged, ISimd<TV, double>
    {
        TV one = TV.Constant(1.0);
        TV limit = TV.Constant(SigmoidModel.LargestExponent);
        TV steepness = TV.Create(constants[0]);
        for (int i = 0; i < events; i += TV.Count)
        {
            TV x = TV.Load(scores + i);
            TV rise = one;
            TV inverse = one;
            for (int cut = 0; cut < bins - 1; cut++)
            {
                TV a = steepness * (x - TV.Create(constants[1 + cut]));
                TV limited = TV.Select(TV.GreaterThan(a, limit), limit, TV.Select(TV.LessThan(a, -limit), -limit, a));
                TV e = VectorMath.ExpWithoutOverflow<TV, double>(limited);
                TV r = one / (one + e);
                TV.Store(cut == 0 ? r : (rise - e) * inverse * r, shares + (cut * Tile.Events) + i);
                TV.Store(TV.Select(TV.LessThan(TV.Abs(a), limit), e * r * r, TV.Constant(0.0)), slopes + (cut * Tile.Events) + i);
                rise = e;
                inverse = r;
            }

            TV.Store(rise * inverse, shares + ((bins - 1) * Tile.Events) + i);
        }
    }

    // g_c separates bin c from bin c + 1, so its derivative is the difference of what was pulled back to the two.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Cuts<TV>(double* constants, double* scores, int bins, int events, double* pulled, double* slopes, double* lanes)
        where TV : unmanaged, ISimd<TV, double>
    {
        for (int cut = 0; cut < bins - 1; cut++)
        {
            TV place = TV.Create(constants[1 + cut]);
            double* below = pulled + (cut * Tile.Events);
            double* above = below + Tile.Events;
            double* slope = slopes + (cut * Tile.Events);
            double* cutLanes = lanes + ((1 + cut) * Tile.Lanes);
            for (int lane = 0; lane < Tile.Lanes; lane += TV.Count)
            {
                TV steep = TV.Load(lanes + lane);
                TV sum = TV.Load(cutLanes + lane);
                for (int i = lane; i < events; i += Tile.Lanes)
                {
                    TV delta = (TV.Load(above + i) - TV.Load(below + i)) * TV.Load(slope + i);
                    sum += delta;
                    steep = TV.FusedMultiplyAdd(delta, TV.Load(scores + i) - place, steep);
                }

                TV.Store(steep, lanes + lane);
                TV.Store(sum, cutLanes + lane);
            }
        }
    }

    // The product of the shares of a category's bins, one variable left out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TV Product<TV>(double* shares, int category, int without, int i)
        where TV : unmanaged, ISimd<TV, double>
    {
        TV product = TV.Constant(1.0);
        for (int v = _bins.Length - 1; v >= 0; v--)
        {
            int bin = category % _bins[v];
            category /= _bins[v];
            if (v != without) product *= TV.Load(shares + ((_firstBin[v] + bin) * Tile.Events) + i);
        }

        return product;
    }
}
