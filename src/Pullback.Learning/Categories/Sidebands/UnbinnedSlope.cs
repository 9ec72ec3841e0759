namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The maximum-likelihood slope of events: where the mean mass of the exponential is that of the events.</summary>
/// <remarks>
/// <c>ln L(B) = Σ w (B m − ln ∫e^{Bm})</c> after the yield is maximised, so <c>⟨m⟩_B = Σ w m / Σ w</c> and <c>∂B/∂w = (m − ⟨m⟩)/(W Var_B m)</c>.
/// </remarks>
internal static class UnbinnedSlope
{
    public static SlopeEstimate Of(in MassMoments moments, MassRegions regions, double width)
    {
        double mean = moments.WeightMass / moments.Weight;
        if (SlopeRoot.Find(slope =>
        {
            Exponential model = Exponential.Over(regions.Fitted, slope);
            return (mean - model.Mean, -model.Variance);
        }, width) is not { } found)
        {
            return SlopeEstimate.None(SidebandFallback.NoFiniteSlope);
        }

        double information = moments.Weight * Exponential.Over(regions.Fitted, found).Variance;
        double scatter = moments.SquaresMassMass - (2.0 * mean * moments.SquaresMass) + (mean * mean * moments.Squares);
        return new SlopeEstimate(found, null, Math.Max(scatter, 0.0) / (information * information), SidebandFallback.None);
    }
}
