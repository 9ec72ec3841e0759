using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>How an event is shared between soft categories, against its score.</summary>
public static class MembershipFigure
{
    /// <summary>Rounding may lift a share this far above one.</summary>
    private const double Rounding = 1e-6;

    /// <summary>One panel with a curve per category over the intervals that each owns once events are assigned whole.</summary>
    /// <param name="memberships">Shares, within [0, 1].</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no category, numbers of values differ, a share is outside [0, 1], or an interval names no category.</exception>
    public static Figure Create(CategoryCurves memberships)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        for (int c = 0; c < memberships.Curves.Count; c++)
        {
            for (int i = 0; i < memberships.Curves[c].Count; i++)
            {
                if (memberships.Curves[c][i] > 1 + Rounding)
                    throw new FigureException($"{CategoryNames.Where(c)}[{i}] is {DataCheck.Number(memberships.Curves[c][i])}, but a share of an event is within 0 and 1.");
            }
        }

        double? highest = memberships.Highest ?? (memberships.VerticalScale == AxisScale.Linear ? 1.05 : null);
        return CategoryCurvePanel.Figure(memberships, "Share of the event", highest, $"Soft membership of each category against {memberships.Score}");
    }
}
