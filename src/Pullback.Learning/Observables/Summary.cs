using System.Numerics;
using Pullback.Autodiff;

namespace Pullback.Learning.Observables;

/// <summary>A summary statistic in a graph: each event's share in each bin.</summary>
public abstract class Summary
{
    /// <summary>The share of an event in each bin.</summary>
    /// <param name="outputs">Network outputs. Shape [event, output].</param>
    /// <returns>float64, shape [event, bin].</returns>
    public abstract Expr Shares(Expr outputs);

    /// <summary>What the summary makes of one event, for plots: the probabilities of the bins, or the place on the axis that is binned.</summary>
    /// <param name="outputs">Network outputs. Shape [event, output].</param>
    /// <returns>float64, shape [event, output].</returns>
    public abstract Expr Response(Expr outputs);

    /// <summary>Keeps the counts of a background from vanishing.</summary>
    /// <param name="counts">Shape [bin].</param>
    public abstract Expr Floor(Expr counts);

    /// <summary>The largest value of <see cref="Floor"/> that stands for an empty bin: one whose own count is not above the floor.</summary>
    public abstract double EmptyBelow { get; }

    /// <summary>The log odds of signal against background that cross-entropy uses.</summary>
    /// <param name="outputs">Network outputs. Shape [event, output].</param>
    /// <returns>float64, shape [event].</returns>
    public abstract Expr SignalLogit(Expr outputs);

    /// <summary>Puts the first values of the summary's own trainable parameters into the flat vector.</summary>
    /// <param name="weights">Shape [weight].</param>
    public abstract void Initialize<T>(Span<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The bin edges for plots, which training may have moved.</summary>
    /// <param name="weights">Shape [weight].</param>
    public abstract double[] Edges<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
