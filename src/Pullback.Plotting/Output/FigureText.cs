using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Output;

/// <summary>A figure in words.</summary>
internal static class FigureText
{
    /// <summary>The description, or what is plotted against what.</summary>
    public static string Description(Figure figure)
    {
        if (figure.Description is { } description)
            return description;
        IEnumerable<string> panels = figure.Panels.Select(panel => $"{panel.Title ?? panel.Vertical.Label} against {panel.Horizontal.Label}".Trim());
        return string.Join("; ", panels.Distinct());
    }
}
