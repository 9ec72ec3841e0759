namespace Pullback.Plotting.Figures;

/// <summary>One axis of a panel: what it shows, its scale and its limits.</summary>
/// <param name="Label">Title of the axis with its unit, for example <c>m(μμ) [GeV]</c>. Unicode, Greek letters and subscripts included.</param>
public sealed record Axis(string Label = "")
{
    /// <summary>Linear or logarithmic.</summary>
    /// <value>Default: <see cref="AxisScale.Linear"/>.</value>
    public AxisScale Scale { get; init; }

    /// <summary>Lower limit.</summary>
    /// <value>Default: null, chosen from the data (zero for counts).</value>
    public double? Minimum { get; init; }

    /// <summary>Upper limit.</summary>
    /// <value>Default: null, chosen from the data, with room for the legend.</value>
    public double? Maximum { get; init; }

    /// <summary>Whether ticks stand at whole numbers only, as for epochs and bin numbers.</summary>
    /// <value>Default: false.</value>
    public bool WholeNumbers { get; init; }

    /// <summary>Names that replace the tick labels; name <c>i</c> stands at the middle of <c>[i, i + 1]</c>.</summary>
    /// <value>Default: empty, numbers are shown.</value>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Width in pixels after which a name of <see cref="Categories"/> is cut with an ellipsis.</summary>
    /// <value>Default: 150.</value>
    public double LongestName { get; init; } = 150;

    /// <summary>Whether tick marks are drawn; labels stay without them.</summary>
    /// <value>Default: true.</value>
    public bool TickMarks { get; init; } = true;

    /// <summary>A logarithmic axis.</summary>
    /// <param name="label">Title of the axis with its unit.</param>
    /// <returns>The axis.</returns>
    public static Axis Logarithmic(string label) => new(label) { Scale = AxisScale.Logarithmic };
}
