using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Standard;

/// <summary>Room for the names of parameters beside a frame.</summary>
internal static class NameColumn
{
    /// <summary>Width after which a name is cut.</summary>
    public const float Most = 520;

    /// <summary>Rows of free room above the first and below the last row, so that ticks of the other axis meet no data.</summary>
    public const double Padding = 0.4;

    /// <summary>A vertical axis of names, from bottom to top.</summary>
    public static Axis Axis(IReadOnlyList<string> names) =>
        new() { Categories = names, LongestName = Most, TickMarks = false, Minimum = -Padding, Maximum = names.Count + Padding };

    /// <summary>Height of a row with a name.</summary>
    public const int RowHeight = 22;

    /// <summary>Width of the longest name in pixels, cut ones included.</summary>
    public static int Width(IEnumerable<string> names) =>
        (int)MathF.Ceiling(Math.Min(Most, names.Select(TextStyle.TickLabel.Width).DefaultIfEmpty(0).Max()));
}
