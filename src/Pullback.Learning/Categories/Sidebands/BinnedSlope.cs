namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The maximum-likelihood slope of a histogram.</summary>
/// <remarks><c>ln L(B) = Σ_b n_b (ln ∫_b e^{Bm} − ln ∫ e^{Bm})</c> after the yield is maximised; <c>∂B/∂n_b = −(⟨m⟩_b − ⟨m⟩) / ∂²ln L</c>.</remarks>
internal static class BinnedSlope
{
    public static SlopeEstimate Of(MassHistogram histogram, MassRegions regions, double width)
    {
        if (SlopeRoot.Find(slope =>
        {
            (double score, double derivative, _, _) = Score(histogram, regions, slope);
            return (score, derivative);
        }, width) is not { } found)
        {
            return SlopeEstimate.None(SidebandFallback.NoFiniteSlope);
        }

        (_, double curvature, double[] means, double mean) = Score(histogram, regions, found);
        // Bins of negative content can leave a stationary point that is no maximum.
        if (!(curvature < 0.0)) return SlopeEstimate.None(SidebandFallback.NoFiniteSlope);
        double[] derivatives = new double[means.Length];
        double variance = 0.0;
        for (int b = 0; b < means.Length; b++)
        {
            if (regions.Bins[b].Length == 0) continue;
            derivatives[b] = (means[b] - mean) / -curvature;
            variance += derivatives[b] * derivatives[b] * histogram.Variances[b];
        }

        return new SlopeEstimate(found, derivatives, variance, SidebandFallback.None);
    }

    private static (double Score, double Derivative, double[] Means, double Mean) Score(MassHistogram histogram, MassRegions regions, double slope)
    {
        Exponential all = Exponential.Over(regions.Fitted, slope);
        double score = 0.0;
        double derivative = 0.0;
        double[] means = new double[regions.Bins.Length];
        for (int b = 0; b < means.Length; b++)
        {
            if (regions.Bins[b].Length == 0) continue;
            Exponential bin = Exponential.Over(regions.Bins[b], slope);
            means[b] = bin.Mean;
            score += histogram.Contents[b] * (bin.Mean - all.Mean);
            derivative += histogram.Contents[b] * (bin.Variance - all.Variance);
        }

        return (score, derivative, means, all.Mean);
    }
}
