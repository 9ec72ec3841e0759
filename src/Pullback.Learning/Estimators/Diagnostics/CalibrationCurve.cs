namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>Predicted against observed probabilities of the denominator, <c>s = 1/(1 + r)</c>.</summary>
/// <param name="Bins">Bins that hold events, by increasing prediction.</param>
/// <param name="ExpectedError">The expected calibration error, <c>Σ_b W_b |observed − predicted|</c>.</param>
/// <param name="Test">
/// Whether all bins agree, with the covariance of the bins: classes have fixed sizes, so bins are not independent. The covariance is
/// the observed one; a dozen events of each class in a bin are enough for it.
/// </param>
public sealed record CalibrationCurve(IReadOnlyList<CalibrationBin> Bins, double ExpectedError, ChiSquareTest Test)
{
    /// <summary>Fills the bins.</summary>
    /// <param name="events">Held-out events of both classes.</param>
    /// <param name="bins">The bins; null for ten of equal weight.</param>
    public static CalibrationCurve Of(LabelledRatios events, CalibrationBins? bins = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        bins ??= CalibrationBins.OfEqualWeight(10);
        int[] bin = bins.Of(events.Probabilities, events.Weights);
        int count = bins.Count;
        double[] weight = new double[count], square = new double[count], predicted = new double[count], observed = new double[count];
        double[][] mean = [new double[count], new double[count]];
        double[] classSquares = new double[2];
        for (int e = 0; e < bin.Length; e++)
        {
            double w = events.Weights[e];
            weight[bin[e]] += w;
            square[bin[e]] += w * w;
            predicted[bin[e]] += w * events.Probabilities[e];
            observed[bin[e]] += w * events.Labels[e];
            mean[(int)events.Labels[e]][bin[e]] += 2 * w * (events.Labels[e] - events.Probabilities[e]);
            classSquares[(int)events.Labels[e]] += w * w;
        }

        int[] filled = [.. Enumerable.Range(0, count).Where(b => weight[b] > 0)];
        CalibrationBin[] shown = [.. filled.Select(b =>
        {
            double share = Math.Clamp(observed[b] / weight[b], 0, 1);
            double effective = weight[b] * weight[b] / square[b];
            WilsonInterval interval = WilsonInterval.Of(share, effective);
            return new CalibrationBin(predicted[b] / weight[b], share, interval.Lower, interval.Upper, weight[b], effective);
        })];
        double error = filled.Sum(b => Math.Abs(observed[b] - predicted[b]));
        double[,] covariance = Covariance(events, bin, filled, mean, classSquares);
        return new CalibrationCurve(shown, error, ChiSquareTest.Of([.. filled.Select(b => observed[b] - predicted[b])], covariance));
    }

    /// <summary>Of <c>d_b = Σ_{e in b} w (y − s)</c>, each class a sample of its own: <c>Σ_e w² (g − ḡ)(g − ḡ)ᵀ</c> with <c>g_b = (y − s) 1_b</c>.</summary>
    private static double[,] Covariance(LabelledRatios events, int[] bin, int[] filled, double[][] mean, double[] classSquares)
    {
        int order = filled.Length;
        int[] place = new int[mean[0].Length];
        for (int i = 0; i < order; i++) place[filled[i]] = i;
        double[,] covariance = new double[order, order];
        double[][] crossed = [new double[order], new double[order]];
        for (int e = 0; e < bin.Length; e++)
        {
            int b = place[bin[e]];
            double w = events.Weights[e];
            double g = events.Labels[e] - events.Probabilities[e];
            covariance[b, b] += w * w * g * g;
            crossed[(int)events.Labels[e]][b] += w * w * g;
        }

        for (int c = 0; c < 2; c++)
        {
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j < order; j++)
                {
                    double mi = mean[c][filled[i]], mj = mean[c][filled[j]];
                    covariance[i, j] += (classSquares[c] * mi * mj) - (crossed[c][i] * mj) - (mi * crossed[c][j]);
                }
            }
        }

        return covariance;
    }
}
