using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>Training and validation loss against the epoch.</summary>
public static class LearningCurveFigure
{
    /// <summary>One panel with both losses and a mark at the epoch that was kept.</summary>
    /// <param name="curve">The losses.</param>
    /// <returns>The figure.</returns>
    public static Figure Create(LearningCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var series = new List<PlotSeries>();
        if (curve.BestEpoch is { } best)
            series.Add(ReferenceLine.Vertical(best) with { Label = "Best epoch" });
        series.Add(new Curve(curve.Epochs, curve.Training) { Label = "Training", Color = Palette.Blue });
        if (curve.Validation is { } validation)
            series.Add(new Curve(curve.Epochs, validation) { Label = "Validation", Color = Palette.Orange, Style = LineStyle.Dashed, LineWidth = 2.2 });
        return new Figure(new Panel(
            new Axis("Epoch") { WholeNumbers = true },
            new Axis(curve.LossName) { Scale = curve.Logarithmic ? AxisScale.Logarithmic : AxisScale.Linear },
            [.. series]))
        {
            Description = $"{curve.LossName} against the epoch",
        };
    }
}
