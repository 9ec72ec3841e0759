namespace Pullback.Plotting.Standard;

/// <summary>Contours of the likelihood in the plane of two parameters.</summary>
/// <param name="XLabel">Title of the first parameter with its unit.</param>
/// <param name="YLabel">Title of the second parameter.</param>
/// <param name="Lines">The lines, at one or several levels; from a grid with <see cref="FromGrid"/>.</param>
public sealed record LikelihoodContours(string XLabel, string YLabel, IReadOnlyList<ContourLine> Lines)
{
    /// <summary><c>−2 Δln L</c> that holds 68.27 % for two parameters, <c>−2 ln(1 − p)</c>.</summary>
    public const double OneSigma = 2.295748928898636;

    /// <summary><c>−2 Δln L</c> that holds 95.45 % for two parameters, <c>−2 ln(1 − p)</c>.</summary>
    public const double TwoSigma = 6.180074306244168;

    /// <summary>The fitted values of both parameters.</summary>
    /// <value>Default: null, no cross.</value>
    public (double X, double Y)? BestFit { get; init; }

    /// <summary>Another point, for example the prediction of the Standard Model.</summary>
    /// <value>Default: null, none.</value>
    public (double X, double Y)? Reference { get; init; }

    /// <summary>Name of <see cref="Reference"/> in the legend.</summary>
    /// <value>Default: <c>SM</c>.</value>
    public string ReferenceLabel { get; init; } = "SM";

    /// <summary>Lines above the legend.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Contours of values on a grid, at 68.3 % and 95.4 % unless levels are given.</summary>
    /// <remarks><para>Accuracy: lines cross the edges of the grid where linear interpolation puts them (marching squares).</para></remarks>
    /// <param name="xLabel">Title of the first parameter.</param>
    /// <param name="yLabel">Title of the second parameter.</param>
    /// <param name="x">Increasing values of the first parameter. Shape [column].</param>
    /// <param name="y">Increasing values of the second parameter. Shape [row].</param>
    /// <param name="twiceNll"><c>−2 Δln L</c> at the grid points. Shape [row, column].</param>
    /// <param name="levels">Levels; none for the two usual ones.</param>
    /// <returns>The contours, without a best fit.</returns>
    /// <exception cref="Figures.FigureException">The grid has another shape, values do not increase or are not finite.</exception>
    public static LikelihoodContours FromGrid(string xLabel, string yLabel, IReadOnlyList<double> x, IReadOnlyList<double> y, double[,] twiceNll, params IReadOnlyList<double> levels)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(twiceNll);
        ArgumentNullException.ThrowIfNull(levels);
        IReadOnlyList<double> all = levels.Count > 0 ? levels : [OneSigma, TwoSigma];
        return new LikelihoodContours(xLabel, yLabel, [.. all.SelectMany(level => GridContours.Trace(x, y, twiceNll, level))]);
    }
}
