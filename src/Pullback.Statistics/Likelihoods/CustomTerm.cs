using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>A term of the user's own.</summary>
/// <param name="trace">From parameters and samples to −ln L or its part, a uniform scalar.</param>
public sealed class CustomTerm(Func<LikelihoodGraph, Expr> trace) : ILikelihoodTerm
{
    /// <inheritdoc/>
    public Expr Trace(LikelihoodGraph graph) => trace(graph);
}
