using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The likelihood of events whose density is normalised by simulation.</summary>
/// <remarks>
/// <para><c>−ln L = −α Σ_g W_g ln F_g + α Σ W · ln I</c>, with <c>I = Σ v f(y)/Σ v</c> over the simulated events of weight v, <c>F_g</c> the density averaged over
/// the rows of a measured event, and α of <see cref="UnbinnedOptions.ScalesWeights"/>. Extended, ln I becomes I.</para>
/// <para>Background enters by negative weights. Reference: [tfpwa].</para>
/// </remarks>
/// <param name="data">The measured events.</param>
/// <param name="simulation">Simulated events, after the acceptance; their weights are those of the integral.</param>
/// <param name="density">The density, not normalised.</param>
/// <param name="options">Background, scaling and more; null for the defaults.</param>
public sealed class NormalizedLikelihood(EventSample data, EventSample simulation, TracedDensity density, UnbinnedOptions? options = null) : ILikelihoodTerm
{
    /// <inheritdoc/>
    public Expr Trace(LikelihoodGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        UnbinnedOptions chosen = options ?? new UnbinnedOptions();
        EventSample events = chosen.Subtracted(data);
        double scale = chosen.Scale(events);
        TracedSample measured = graph.Sample(events, chosen.Resolution), simulated = graph.Sample(simulation);
        Expr integral = simulated.Mean(density(simulated, graph.Parameters));
        Expr logs = measured.WeightedSum(chosen.Log(measured.GroupMeans(density(measured, graph.Parameters))));
        return (scale * events.SumOfWeights * (chosen.Extended ? integral : Op.Log(integral))) - (scale * logs);
    }
}
