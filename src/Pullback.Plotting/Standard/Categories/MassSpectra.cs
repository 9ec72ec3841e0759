using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Mass histograms of all categories of a bump hunt.</summary>
/// <param name="Spectra">One per category.</param>
public sealed record MassSpectra(params IReadOnlyList<MassSpectrum> Spectra)
{
    /// <summary>The window in which the signal is counted.</summary>
    /// <value>Default: null, none.</value>
    public (double From, double To)? Window { get; init; }

    /// <summary>Title of the horizontal axis with its unit.</summary>
    /// <value>Default: <c>m [GeV]</c>.</value>
    public string MassLabel { get; init; } = "m [GeV]";

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: <c>Events / bin</c>.</value>
    public string VerticalLabel { get; init; } = "Events / bin";

    /// <summary>Linear or logarithmic contents.</summary>
    /// <value>Default: <see cref="AxisScale.Linear"/>.</value>
    public AxisScale VerticalScale { get; init; }
}
