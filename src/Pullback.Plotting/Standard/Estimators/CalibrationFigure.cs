using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Estimators;

/// <summary>The calibration curve of a classifier or ratio: observed against predicted probability, with the difference below.</summary>
public static class CalibrationFigure
{
    private static readonly PlotColor[] Colors = [Palette.Blue, Palette.Red, Palette.Orange, Palette.Violet];
    private static readonly MarkerShape[] Marks = [MarkerShape.Disc, MarkerShape.Diamond, MarkerShape.Cross];

    /// <summary>Two panels: the curves with the diagonal, and how far they are from it.</summary>
    /// <param name="curves">The curves, at least one.</param>
    /// <param name="label">Title of the probability, for example <c>s = 1/(1 + r)</c>.</param>
    /// <param name="notes">Lines above the legend.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no curve, numbers of values differ, or a value is not within [0, 1].</exception>
    public static Figure Create(IReadOnlyList<CalibrationPoints> curves, string label, params IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0) throw new FigureException("There are no calibration curves; the figure needs at least one.");
        foreach (CalibrationPoints curve in curves) Check(curve);
        var main = new List<PlotSeries> { new Curve([0, 1], [0, 1]) { Color = PlotColor.Black, LineWidth = 1.2, Style = LineStyle.Dashed, Label = "Calibrated" } };
        var rest = new List<PlotSeries> { ReferenceLine.Horizontal(0) };
        for (int i = 0; i < curves.Count; i++)
        {
            main.Add(Points(curves[i], i, curves[i].Observed) with { Label = curves[i].Label });
            rest.Add(Points(curves[i], i, [.. curves[i].Observed.Zip(curves[i].Predicted, (o, p) => o - p)]));
        }

        var horizontal = new Axis($"Predicted {label}") { Minimum = 0, Maximum = 1 };
        return new Figure(
            new Panel(horizontal, new Axis("Observed share") { Minimum = 0, Maximum = 1 }, [.. main]) { Notes = notes },
            new Panel(horizontal, new Axis("Obs. − pred."), [.. rest]) { HeightShare = 0.36, Legend = LegendPlacement.None })
        {
            Height = 580,
            Description = $"Calibration curve of {label}",
        };
    }

    private static DataPoints Points(CalibrationPoints curve, int i, IReadOnlyList<double> y) => new(curve.Predicted, y)
    {
        Down = [.. curve.Observed.Zip(curve.Lower, (o, l) => Math.Max(0, o - l))],
        Up = [.. curve.Observed.Zip(curve.Upper, (o, u) => Math.Max(0, u - o))],
        Color = Colors[i % Colors.Length],
        Marker = Marks[i % Marks.Length],
    };

    private static void Check(CalibrationPoints curve)
    {
        foreach ((IReadOnlyList<double> values, string name) in new[] { (curve.Predicted, "Predicted"), (curve.Observed, "Observed"), (curve.Lower, "Lower"), (curve.Upper, "Upper") })
        {
            string what = $"curve '{curve.Label}': {name}";
            FigureInput.SameCount(values.Count, what, curve.Predicted.Count, "Predicted");
            for (int k = 0; k < values.Count; k++)
            {
                if (!(values[k] >= 0 && values[k] <= 1)) throw new FigureException($"{what}[{k}] is {DataCheck.Number(values[k])}, but a probability is within 0 and 1.");
            }
        }
    }
}
