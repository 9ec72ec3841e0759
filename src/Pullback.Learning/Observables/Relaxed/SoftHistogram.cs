using Pullback.Autodiff;

namespace Pullback.Learning.Observables.Relaxed;

/// <summary>The histogram of a kernel density: a differentiable histogram in events, edges and bandwidth.</summary>
/// <remarks>Reference: [Neos2023].</remarks>
public static class SoftHistogram
{
    /// <summary>The mass of a normal kernel around each event in each bin.</summary>
    /// <remarks>
    /// <para><c>share_k = Φ((e_{k+1} − x)/h) − Φ((e_k − x)/h)</c>. With <paramref name="reflect"/> the mass below the first and above the last edge is
    /// counted in the outermost bins, so that the shares of an event sum to one.</para>
    /// <para>Derivative: <c>−[φ(z_{k+1}) − φ(z_k)]/h</c> in the event, <c>φ(z)/h</c> in an edge, with <c>z = (e − x)/h</c>.</para>
    /// </remarks>
    /// <param name="x">Events, float64. Shape [event].</param>
    /// <param name="edges">Increasing edges, float64. Shape [bin + 1].</param>
    /// <param name="bandwidth">The width h of the kernel, above 0. Scalar.</param>
    /// <param name="reflect">Whether mass outside the edges is kept.</param>
    /// <returns>Shape [event, bin].</returns>
    /// <exception cref="ArgumentException">Fewer than two edges.</exception>
    public static Expr Shares(Expr x, Expr edges, Expr bandwidth, bool reflect = false)
    {
        if (edges.Shape.Rank != 1 || edges.Shape.Length < 2) throw new ArgumentException($"The edges have shape {edges.Shape}, but a list of at least two is needed.", nameof(edges));
        int bins = edges.Shape.Length - 1;
        Expr below = Op.NormalCdf((edges - x) / bandwidth);
        if (!reflect) return Rise(Op.Slice(below, 0, 1, bins), Op.Slice(below, 0, 0, bins));
        Expr one = x.Graph.Constant([1.0], Shape.Of(1));
        if (bins == 1) return one + (0.0 * Op.Slice(below, 0, 0, 1));
        Expr inner = Op.Slice(below, 0, 1, bins - 1);
        return Rise(Op.Concat(0, inner, one), Op.Concat(0, 0.0 * one, inner));
    }

    /// <summary>The histogram: the weighted sum of shares over events.</summary>
    /// <param name="x">Events, float64. Shape [event].</param>
    /// <param name="weights">Event weights, or null for one each. Shape [event].</param>
    /// <param name="edges">Increasing edges. Shape [bin + 1].</param>
    /// <param name="bandwidth">The width of the kernel, above 0. Scalar.</param>
    /// <param name="reflect">Whether mass outside the edges is kept in the outermost bins.</param>
    /// <param name="density">Whether the histogram is divided by its sum and the bin widths.</param>
    /// <returns>Shape [bin].</returns>
    public static Expr Counts(Expr x, Expr? weights, Expr edges, Expr bandwidth, bool reflect = false, bool density = false)
    {
        Expr shares = Shares(x, edges, bandwidth, reflect);
        Expr counts = Op.SumEvents(weights is { } w ? shares * w : shares);
        if (!density) return counts;
        int bins = edges.Shape.Length - 1;
        Expr widths = Op.Slice(edges, 0, 1, bins) - Op.Slice(edges, 0, 0, bins);
        return counts / (Op.Sum(counts) * widths);
    }

    // Far from a bin the two values are equal but for rounding, which must not make a negative share.
    private static Expr Rise(Expr upper, Expr lower) => Op.Max(upper - lower, 0.0);
}
