namespace Pullback.Learning.Categories.Exact;

/// <summary>One category of the best partition.</summary>
/// <param name="Interval">Where it lies; its lower end belongs to it.</param>
/// <param name="Signals">S. Shape [signal].</param>
/// <param name="Background">B, the sum of all backgrounds.</param>
/// <param name="BackgroundSquares">B2, the sum of the squared weights of all backgrounds.</param>
/// <param name="BackgroundEvents">The number of background events of non-zero weight.</param>
/// <param name="Significances">z of each signal in this category, told from the backgrounds and the other signals. Shape [signal].</param>
public sealed record ExactCategory(
    CategoryInterval Interval, IReadOnlyList<double> Signals, double Background, double BackgroundSquares, long BackgroundEvents, IReadOnlyList<double> Significances)
{
    /// <summary><c>√B2 / B</c>.</summary>
    public double RelativeUncertainty => Math.Sqrt(BackgroundSquares) / Background;
}
