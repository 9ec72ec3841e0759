using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard;

/// <summary>What a stacked histogram of yields shows.</summary>
/// <param name="Edges">Increasing bin edges. Shape [bin + 1].</param>
/// <param name="Backgrounds">Backgrounds, from bottom to top.</param>
/// <param name="Signal">The signal; null shows backgrounds alone.</param>
public sealed record StackedYields(IReadOnlyList<double> Edges, IReadOnlyList<ProcessYields> Backgrounds, ProcessYields? Signal)
{
    /// <summary>Uncertainty of the total background, zero or more. Shape [bin].</summary>
    /// <value>Default: null, no band.</value>
    public IReadOnlyList<double>? BackgroundUncertainty { get; init; }

    /// <summary>Uncertainty of the total prediction, backgrounds and signal, zero or more; replaces the band of the background. Shape [bin].</summary>
    /// <value>Default: null, <see cref="BackgroundUncertainty"/> is shown.</value>
    public IReadOnlyList<double>? PredictionUncertainty { get; init; }

    /// <summary>Observed or Asimov counts. Shape [bin].</summary>
    /// <value>Default: null, none.</value>
    public IReadOnlyList<double>? Data { get; init; }

    /// <summary>Length of the bars of the data downward. Shape [bin].</summary>
    /// <value>Default: null, the square root of the counts.</value>
    public IReadOnlyList<double>? DataDown { get; init; }

    /// <summary>Length of the bars of the data upward. Shape [bin].</summary>
    /// <value>Default: null, the same as downward.</value>
    public IReadOnlyList<double>? DataUp { get; init; }

    /// <summary>Whether the signal lies on top of the backgrounds; otherwise it is a line from zero.</summary>
    /// <value>Default: true.</value>
    public bool SignalOnTop { get; init; } = true;

    /// <summary>Whether a panel below shows everything divided by the total background.</summary>
    /// <value>Default: false.</value>
    public bool Ratio { get; init; }

    /// <summary>Whether the ratio is that of the data to the total prediction, backgrounds and a signal on top of them, as after a fit.</summary>
    /// <value>Default: false, to the total background.</value>
    public bool RatioToPrediction { get; init; }

    /// <summary>Title of the horizontal axis.</summary>
    /// <value>Default: <c>Bin</c>.</value>
    public Axis Horizontal { get; init; } = new("Bin");

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: <c>Events</c>.</value>
    public string VerticalLabel { get; init; } = "Events";

    /// <summary>Linear or logarithmic counts.</summary>
    /// <value>Default: <see cref="AxisScale.Linear"/>.</value>
    public AxisScale VerticalScale { get; init; }

    /// <summary>Lines above the legend.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
