using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The likelihood of signal and background with a density each, known as cfit.</summary>
/// <remarks>
/// <c>P = (1 − b) S/I_S + b B/I_B</c> with <c>S = ε f</c>, ε the efficiency; the integrals are weighted means over the simulation;
/// <c>−ln L = −α Σ_g W_g ln P_g</c>. Extended, <c>λ = I_S/(1 − b)</c> joins it: <c>− α Σ W ln λ + λ</c>. Reference: [tfpwa].
/// </remarks>
/// <param name="data">The measured events.</param>
/// <param name="simulation">Simulated events.</param>
/// <param name="density">The signal's density f, not normalised.</param>
/// <param name="background">The background's density B, not normalised, such as a column of both samples.</param>
/// <param name="fraction">b, the share of background: a number, or a parameter of the likelihood.</param>
/// <param name="efficiency">The efficiency; null for 1, or for simulation after the acceptance.</param>
/// <param name="options">Scaling and more; null for the defaults. Background that is subtracted has no place here.</param>
public sealed class BackgroundDensityLikelihood(
    EventSample data, EventSample simulation, TracedDensity density, TracedDensity background, Func<TracedParameters, Expr> fraction,
    TracedDensity? efficiency = null, UnbinnedOptions? options = null) : ILikelihoodTerm
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The options subtract a background.</exception>
    public Expr Trace(LikelihoodGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        UnbinnedOptions chosen = options ?? new UnbinnedOptions();
        if (chosen.Background is not null)
            throw new ArgumentException("The background has a density of its own here, so that none is subtracted by weights. Leave it out of the options.", nameof(graph));
        EventSample events = chosen.Subtracted(data);
        double scale = chosen.Scale(events);
        TracedSample measured = graph.Sample(events, chosen.Resolution), simulated = graph.Sample(simulation);
        Expr share = fraction(graph.Parameters);
        Expr signal = simulated.Mean(Signal(simulated)), other = simulated.Mean(background(simulated, graph.Parameters));
        Expr total = ((1.0 - share) * measured.GroupMeans(Signal(measured)) / signal) + (share * measured.GroupMeans(background(measured, graph.Parameters)) / other);
        Expr nll = -(scale * measured.WeightedSum(chosen.Log(total)));
        if (!chosen.Extended) return nll;
        Expr expected = signal / (1.0 - share);
        return nll + expected - (scale * events.SumOfWeights * Op.Log(expected));

        Expr Signal(TracedSample sample)
        {
            Expr value = density(sample, graph.Parameters);
            return efficiency is null ? value : efficiency(sample, graph.Parameters) * value;
        }
    }
}
