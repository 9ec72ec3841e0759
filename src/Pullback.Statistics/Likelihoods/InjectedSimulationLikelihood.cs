using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The likelihood of data to which simulated events were added, with the fraction of simulation in the density fixed or floating.</summary>
/// <remarks>
/// <c>−ln L = −α Σ_g W_g ln((F_g/I + w)/(1 + w))</c>: the injected events follow the simulation, whose density relative to itself is 1. They enter the data
/// with a weight of <c>w₀ N/N_injected</c> each, w₀ the start value of w. Reference: [tfpwa].
/// </remarks>
/// <param name="data">The measured events.</param>
/// <param name="simulation">Simulated events, after the acceptance.</param>
/// <param name="injected">Simulated events that are added to the data.</param>
/// <param name="density">The density of the data, not normalised.</param>
/// <param name="fraction">The parameter w, in units of the number of data events; fixed or free as the parameter is.</param>
/// <param name="options">Background, scaling and more; null for the defaults. It cannot be extended.</param>
public sealed class InjectedSimulationLikelihood(
    EventSample data, EventSample simulation, EventSample injected, TracedDensity density, string fraction, UnbinnedOptions? options = null) : ILikelihoodTerm
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The options ask for an extended likelihood.</exception>
    public Expr Trace(LikelihoodGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        UnbinnedOptions chosen = options ?? new UnbinnedOptions();
        if (chosen.Extended) throw new ArgumentException("A likelihood with injected simulation cannot be extended: the injected events say nothing of the expected number.", nameof(graph));
        if (injected.Count == 0) throw new ArgumentException($"Sample '{injected.Name}' has no events; at least one is needed.", nameof(graph));
        Expr share = graph.Parameters[fraction];
        double start = graph.Parameters.Set[fraction].Initial;
        EventSample events = chosen.Subtracted(data).With(injected.WithWeights(default), start * data.Count / injected.Count);
        TracedSample measured = graph.Sample(events, chosen.Resolution), simulated = graph.Sample(simulation);
        Expr integral = simulated.Mean(density(simulated, graph.Parameters));
        Expr ratio = (measured.GroupMeans(density(measured, graph.Parameters)) / integral) + share;
        return -(chosen.Scale(events) * measured.WeightedSum(chosen.Log(ratio / (1.0 + share))));
    }
}
