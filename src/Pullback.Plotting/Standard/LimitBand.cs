namespace Pullback.Plotting.Standard;

/// <summary>Observed and expected results with bands: CLs against the tested signal strength, or upper limits against a mass.</summary>
/// <param name="XLabel">Title of the horizontal axis with its unit, for example <c>μ</c> or <c>m(X) [GeV]</c>.</param>
/// <param name="X">Increasing positions. Shape [point].</param>
/// <param name="Expected">The expected result.</param>
public sealed record LimitBand(string XLabel, IReadOnlyList<double> X, ExpectedBand Expected)
{
    /// <summary>The observed result. Shape [point].</summary>
    /// <value>Default: null, not shown, as before unblinding.</value>
    public IReadOnlyList<double>? Observed { get; init; }

    /// <summary>What is predicted, for example a cross section, to compare limits with. Shape [point].</summary>
    /// <value>Default: null, none.</value>
    public IReadOnlyList<double>? Prediction { get; init; }

    /// <summary>Name of the prediction in the legend.</summary>
    /// <value>Default: <c>Prediction</c>.</value>
    public string PredictionLabel { get; init; } = "Prediction";

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: null; <c>CLs</c> for a scan and <c>95 % CL upper limit on μ</c> for limits.</value>
    public string? VerticalLabel { get; init; }

    /// <summary>Where the red line stands; NaN for none.</summary>
    /// <value>Default: null; 0.05 for a scan and 1 for limits.</value>
    public double? Line { get; init; }

    /// <summary>Whether the vertical axis is logarithmic; all values must be positive then.</summary>
    /// <value>Default: false.</value>
    public bool Logarithmic { get; init; }

    /// <summary>Lines above the legend.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
