using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard;

/// <summary>Prediction and data of several channels side by side, before or after the fit.</summary>
/// <param name="Channels">The channels, from left to right.</param>
public sealed record YieldsByChannel(IReadOnlyList<ChannelYields> Channels)
{
    /// <summary>Name of the process drawn in the color of the signal.</summary>
    /// <value>Default: null, all have colors of backgrounds.</value>
    public string? Signal { get; init; }

    /// <summary>Whether a panel below shows data divided by the total prediction.</summary>
    /// <value>Default: true.</value>
    public bool Ratio { get; init; } = true;

    /// <summary>Title of the horizontal axis.</summary>
    /// <value>Default: empty.</value>
    public string HorizontalLabel { get; init; } = "";

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: <c>Events</c>.</value>
    public string VerticalLabel { get; init; } = "Events";

    /// <summary>Linear or logarithmic counts.</summary>
    /// <value>Default: <see cref="AxisScale.Linear"/>.</value>
    public AxisScale VerticalScale { get; init; }

    /// <summary>Lines above the legend, for example <c>Post-fit</c>.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
