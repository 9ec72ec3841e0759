using System.Globalization;
using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>An earlier measurement of a parameter, <c>(θ − m)²/(2σ²)</c>.</summary>
/// <param name="Parameter">The parameter, free or fixed.</param>
/// <param name="Mean">m.</param>
/// <param name="Deviation">σ, positive.</param>
public sealed record ParameterConstraint(string Parameter, double Mean, double Deviation) : ILikelihoodTerm
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such parameter, or a number is not valid.</exception>
    public Expr Trace(LikelihoodGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!double.IsFinite(Mean) || !(Deviation > 0) || !double.IsFinite(Deviation))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The constraint of '{Parameter}' has mean {Mean} and deviation {Deviation}; both must be finite, and the deviation positive."), nameof(graph));
        return 0.5 * Op.Square((graph.Parameters[Parameter] - Mean) / Deviation);
    }
}
