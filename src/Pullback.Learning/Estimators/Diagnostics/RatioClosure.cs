using Pullback.Learning.Estimators.Limits;

namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>The closure of a ratio at one parameter point, <c>E_{θ₁}[r(x|θ)] = 1</c> over events of the denominator.</summary>
/// <param name="Mean">The weighted mean of r; ideally 1.</param>
/// <param name="Uncertainty">Its standard uncertainty.</param>
/// <param name="EffectiveEvents">The effective number of reweighted events, <c>(Σ w r)²/Σ (w r)²</c>.</param>
/// <param name="LargestShare">The share of the largest event in <c>Σ w r</c>.</param>
public sealed record RatioClosure(double Mean, double Uncertainty, double EffectiveEvents, double LargestShare)
{
    /// <summary>Below this effective number of events the uncertainty is not to be trusted: it hangs on a few events of large r.</summary>
    public const double FewEvents = 100;

    /// <summary>The deviation from 1 in units of the uncertainty; NaN without uncertainty.</summary>
    public double Pull => Uncertainty > 0 ? (Mean - 1) / Uncertainty : double.NaN;

    /// <summary>Whether enough events count for mean and uncertainty to be trusted.</summary>
    public bool IsReliable => EffectiveEvents >= FewEvents;

    /// <summary>Checks a ratio at every point.</summary>
    /// <param name="logRatios">ln r of events of the denominator that training has not seen; shape [point, event].</param>
    /// <param name="events">The number of events.</param>
    /// <param name="weights">Shape [event]; empty weighs all alike.</param>
    /// <returns>Shape [point].</returns>
    /// <exception cref="ArgumentException">There is no event, lengths do not fit, or the weights do not add up to a positive number.</exception>
    /// <exception cref="NonFiniteLogRatioException">A log ratio or the ratio itself is not finite; the message names the event.</exception>
    public static RatioClosure[] Of(ReadOnlySpan<double> logRatios, int events, ReadOnlySpan<double> weights = default)
    {
        double[] ratios = Ratios(logRatios, events);
        double[] share = FisherInformation.Shares(weights, events);
        var closures = new RatioClosure[ratios.Length / events];
        for (int p = 0; p < closures.Length; p++)
        {
            ReadOnlySpan<double> row = ratios.AsSpan(p * events, events);
            WeightedMoments moments = WeightedMoments.Of(row, 1, weights);
            double sum = 0, squares = 0, largest = 0;
            for (int e = 0; e < events; e++)
            {
                double part = share[e] * row[e];
                sum += part;
                squares += part * part;
                largest = Math.Max(largest, Math.Abs(part));
            }

            closures[p] = new RatioClosure(moments.Mean[0], Math.Sqrt(moments.Covariance[0, 0]), squares > 0 ? sum * sum / squares : 0, sum != 0 ? largest / Math.Abs(sum) : 0);
        }

        return closures;
    }

    /// <summary>The ratios themselves, checked.</summary>
    internal static double[] Ratios(ReadOnlySpan<double> logRatios, int events)
    {
        if (events < 1 || logRatios.Length % events != 0) throw new ArgumentException($"There are {logRatios.Length} log ratios, which is no multiple of the {events} events.", nameof(logRatios));
        double[] ratios = new double[logRatios.Length];
        for (int i = 0; i < ratios.Length; i++)
        {
            ratios[i] = Math.Exp(logRatios[i]);
            if (!double.IsFinite(ratios[i])) throw new NonFiniteLogRatioException(i % events, [], logRatios[i], $"log ratio (point {i / events})");
        }

        return ratios;
    }
}
