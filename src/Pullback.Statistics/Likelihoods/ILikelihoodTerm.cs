using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>A term of a negative log-likelihood; the terms of a likelihood add up and share its parameters.</summary>
public interface ILikelihoodTerm
{
    /// <summary>Traces the term.</summary>
    /// <param name="graph">Parameters and samples.</param>
    /// <returns>−ln L or its part, a uniform scalar.</returns>
    Expr Trace(LikelihoodGraph graph);
}
