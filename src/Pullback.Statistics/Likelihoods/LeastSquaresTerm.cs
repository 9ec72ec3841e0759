using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>Least squares of a density against the weights of events, <c>½ Σ (w − f)²</c>: for densities that were computed or measured point by point.</summary>
/// <param name="points">The points; their weights are the values to be met.</param>
/// <param name="density">The density.</param>
public sealed class LeastSquaresTerm(EventSample points, TracedDensity density) : ILikelihoodTerm
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The points have no weights.</exception>
    public Expr Trace(LikelihoodGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (points.Weights.IsEmpty) throw new ArgumentException($"Sample '{points.Name}' has no weights, which are the values that the density is compared with.", nameof(graph));
        TracedSample sample = graph.Sample(points);
        return 0.5 * Op.SumEvents(Op.Square(sample.Weights - density(sample, graph.Parameters)));
    }
}
