namespace Pullback.Plotting.Standard.Categories;

/// <summary>How far the soft yields of categories were from those of whole events, epoch by epoch.</summary>
/// <param name="Epochs">Increasing epoch numbers. Shape [epoch].</param>
/// <param name="Bias"><c>(hard − soft) / hard</c> of the total yields. Shape [epoch, category].</param>
public sealed record BiasHistory(IReadOnlyList<double> Epochs, double[,] Bias)
{
    /// <summary>Temperature or another quantity that sharpens the categories, positive, in a panel of its own.</summary>
    /// <value>Default: null, no panel.</value>
    public HistoryLine? Temperature { get; init; }

    /// <summary>Names of the categories. Shape [category].</summary>
    /// <value>Default: null, numbers from 1.</value>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Largest bias that is shown, positive; categories without whole events have one beyond any scale.</summary>
    /// <value>Default: 1, which is 100 %.</value>
    public double Most { get; init; } = 1;
}
