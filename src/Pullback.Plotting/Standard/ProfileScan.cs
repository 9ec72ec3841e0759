namespace Pullback.Plotting.Standard;

/// <summary>What a scan of the profile likelihood shows.</summary>
/// <param name="Parameter">Title of the scanned parameter with its unit, for example <c>m_t [GeV]</c>.</param>
/// <param name="Values">Increasing values of the parameter. Shape [point].</param>
/// <param name="TwiceNll"><c>−2 Δln L</c>, twice the difference of the profiled negative log-likelihood to its minimum. Shape [point].</param>
public sealed record ProfileScan(string Parameter, IReadOnlyList<double> Values, IReadOnlyList<double> TwiceNll)
{
    /// <summary>Name of the curve in the legend.</summary>
    /// <value>Default: null, no legend unless there are other curves; <c>Observed</c> then.</value>
    public string? Label { get; init; }

    /// <summary>The fitted value.</summary>
    /// <value>Default: null, the vertex of the parabola through the lowest point and its neighbors.</value>
    public double? BestFit { get; init; }

    /// <summary>Other scans to compare with: expected, statistical uncertainties only.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<ScanCurve> Comparisons { get; init; } = [];

    /// <summary>An interval to mark where the curve crosses its level, with its name in the legend.</summary>
    /// <value>Default: null, none; the lines at 1 and 4 are drawn anyway.</value>
    public ScanInterval? Interval { get; init; }

    /// <summary>Lines above the legend.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Upper end of the vertical axis, positive.</summary>
    /// <value>Default: null, the highest point, at most 12 and at least 5.</value>
    public double? Highest { get; init; }
}
