using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Yields of all processes in each category.</summary>
/// <param name="Backgrounds">Backgrounds, from bottom to top. Shape [category] each. A stack shows yields below zero as zero, and a note counts them.</param>
/// <param name="Signals">Signals, each a scaled line. Shape [category] each.</param>
public sealed record CategoryYields(IReadOnlyList<ProcessYields> Backgrounds, IReadOnlyList<SignalYields> Signals)
{
    /// <summary>Uncertainty of the total background, zero or more. Shape [category].</summary>
    /// <value>Default: null, no band.</value>
    public IReadOnlyList<double>? BackgroundUncertainty { get; init; }

    /// <summary>Significance of each signal in each category, in the order of the signals; a panel below shows them. Shape [signal][category].</summary>
    /// <value>Default: empty, no panel.</value>
    public IReadOnlyList<IReadOnlyList<double>> Significances { get; init; } = [];

    /// <summary>Names of the categories. Shape [category].</summary>
    /// <value>Default: null, numbers from 1.</value>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Linear or logarithmic yields.</summary>
    /// <value>Default: <see cref="AxisScale.Logarithmic"/>, since categories range from background alone to signal.</value>
    public AxisScale VerticalScale { get; init; } = AxisScale.Logarithmic;

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: <c>Events</c>.</value>
    public string VerticalLabel { get; init; } = "Events";

    /// <summary>Lines above the legend, for example the total significance.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
