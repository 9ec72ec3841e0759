using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>The score of all processes and the boundaries of the categories on it.</summary>
/// <param name="Score">Title of the score.</param>
/// <param name="Edges">Increasing bin edges. Shape [bin + 1].</param>
/// <param name="Backgrounds">Backgrounds, from bottom to top. A stack shows contents below zero as zero, and a note counts them.</param>
/// <param name="Signals">Signals, each a scaled line.</param>
public sealed record ScoreHistogram(string Score, IReadOnlyList<double> Edges, IReadOnlyList<ProcessYields> Backgrounds, IReadOnlyList<SignalYields> Signals)
{
    /// <summary>Scores at which the category changes.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<double> Boundaries { get; init; } = [];

    /// <summary>Uncertainty of the total background, zero or more. Shape [bin].</summary>
    /// <value>Default: null, no band.</value>
    public IReadOnlyList<double>? BackgroundUncertainty { get; init; }

    /// <summary>Observed or Asimov counts. Shape [bin].</summary>
    /// <value>Default: null, none.</value>
    public IReadOnlyList<double>? Data { get; init; }

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: <c>Events</c>.</value>
    public string VerticalLabel { get; init; } = "Events";

    /// <summary>Linear or logarithmic counts.</summary>
    /// <value>Default: <see cref="AxisScale.Linear"/>.</value>
    public AxisScale VerticalScale { get; init; }

    /// <summary>A heading, for example the epoch.</summary>
    /// <value>Default: null, none.</value>
    public string? Title { get; init; }

    /// <summary>Fills the histograms from events.</summary>
    /// <remarks><para>Edges: a bin holds its lower edge, the last one its upper edge too. Events outside the edges are not counted.
    /// The uncertainty of the background is <c>√Σw²</c>.</para></remarks>
    /// <param name="score">Title of the score.</param>
    /// <param name="edges">Increasing bin edges. Shape [bin + 1].</param>
    /// <param name="backgrounds">Events of the backgrounds, from bottom to top.</param>
    /// <param name="signals">Events of the signals.</param>
    /// <returns>The histograms, without boundaries.</returns>
    /// <exception cref="FigureException">Edges do not increase, numbers of values differ, or a score or weight is not finite.</exception>
    public static ScoreHistogram FromEvents(string score, IReadOnlyList<double> edges, IReadOnlyList<ScoredEvents> backgrounds, IReadOnlyList<ScoredEvents> signals)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(backgrounds);
        ArgumentNullException.ThrowIfNull(signals);
        if (edges.Count < 2)
            throw new FigureException($"there are {edges.Count} edges, but one bin needs two.");
        FigureInput.Increasing(edges, "the edges");
        double[] squares = new double[edges.Count - 1];
        ProcessYields[] filled = [.. backgrounds.Select(events => new ProcessYields(events.Label, events.Fill(edges, squares)))];
        return new ScoreHistogram(score, edges, filled, [.. signals.Select(events => new SignalYields(events.Label, events.Fill(edges, null)))])
        {
            BackgroundUncertainty = backgrounds.Count == 0 ? null : [.. squares.Select(Math.Sqrt)],
        };
    }
}
