using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>The components of a mixture in one score: their densities, the boundaries between categories and the intervals that each owns.</summary>
public static class ComponentsFigure
{
    /// <summary>One panel with a curve per component over shaded intervals of the same color.</summary>
    /// <param name="components">Densities, multiplied by the weights of the components where those count. Zero or more.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no component, numbers of values differ, a value is negative or not finite, or an interval names no category.</exception>
    public static Figure Create(CategoryCurves components)
    {
        ArgumentNullException.ThrowIfNull(components);
        return CategoryCurvePanel.Figure(components, "Weighted density", components.Highest, $"Densities of the mixture's components against {components.Score}");
    }
}
