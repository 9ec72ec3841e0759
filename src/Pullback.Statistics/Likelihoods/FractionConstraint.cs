using System.Globalization;
using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>An earlier measurement of the fraction of a component, <c>½((I_c/I − m)/σ)²</c>, with the integrals of both densities over the simulation.</summary>
/// <param name="Simulation">Simulated events.</param>
/// <param name="Component">The density of the component.</param>
/// <param name="Total">The whole density.</param>
/// <param name="Mean">m.</param>
/// <param name="Deviation">σ, positive.</param>
public sealed record FractionConstraint(EventSample Simulation, TracedDensity Component, TracedDensity Total, double Mean, double Deviation) : ILikelihoodTerm
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is not valid.</exception>
    public Expr Trace(LikelihoodGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!double.IsFinite(Mean) || !(Deviation > 0) || !double.IsFinite(Deviation))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The constraint of a fraction has mean {Mean} and deviation {Deviation}; both must be finite, and the deviation positive."), nameof(graph));
        TracedSample simulated = graph.Sample(Simulation);
        Expr fraction = simulated.Mean(Component(simulated, graph.Parameters)) / simulated.Mean(Total(simulated, graph.Parameters));
        return 0.5 * Op.Square((fraction - Mean) / Deviation);
    }
}
