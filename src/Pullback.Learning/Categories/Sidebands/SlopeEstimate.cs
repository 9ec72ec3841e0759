namespace Pullback.Learning.Categories.Sidebands;

/// <summary>A fitted slope and how it moves with its data; or why there is none.</summary>
/// <param name="Slope">B.</param>
/// <param name="Derivatives">∂B/∂n by each bin's content; null for a fit of events. Shape [bin].</param>
/// <param name="Variance">The variance of B: <c>Σ (∂B/∂w)² w²</c> over events.</param>
/// <param name="Fallback">Why there is no slope.</param>
internal readonly record struct SlopeEstimate(double Slope, double[]? Derivatives, double Variance, SidebandFallback Fallback)
{
    /// <summary>No slope.</summary>
    public static SlopeEstimate None(SidebandFallback reason) => new(0.0, null, 0.0, reason);
}
