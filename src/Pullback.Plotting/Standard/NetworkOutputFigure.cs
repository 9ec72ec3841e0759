using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>The outputs of a network over the plane of its two inputs, with the events it was trained on.</summary>
public static class NetworkOutputFigure
{
    /// <summary>One map per output, side by side, with the contour at one half.</summary>
    /// <param name="xEdges">Increasing edges of the grid in the first feature. Shape [column + 1].</param>
    /// <param name="yEdges">Increasing edges in the second feature. Shape [row + 1].</param>
    /// <param name="outputs">One map per output, values at the middle of each cell, within [0, 1] for a softmax or sigmoid. Shape [row, column] each.</param>
    /// <param name="samples">Events of each process, drawn on every map.</param>
    /// <param name="xLabel">Title of the first feature.</param>
    /// <param name="yLabel">Title of the second feature.</param>
    /// <returns>The figure.</returns>
    public static Figure Create(
        IReadOnlyList<double> xEdges,
        IReadOnlyList<double> yEdges,
        IReadOnlyList<double[,]> outputs,
        IReadOnlyList<EventSample> samples,
        string xLabel = "x₁",
        string yLabel = "x₂")
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(samples);
        if (outputs.Count == 0)
            throw new FigureException("There are no network outputs; the figure needs at least one.");
        bool within = outputs.All(map => map.Cast<double>().All(value => value is >= 0 and <= 1));
        Scatter[] events = [.. samples.Select((sample, i) => new Scatter(sample.X, sample.Y)
        {
            Label = sample.Label,
            Color = SampleColors.At(i),
            Rim = true,
        })];
        Panel[] panels = [.. outputs.Select((map, i) => new Panel(
            new Axis(xLabel) { Minimum = xEdges[0], Maximum = xEdges[^1] },
            new Axis(yLabel) { Minimum = yEdges[0], Maximum = yEdges[^1] },
            [
                new HeatMap(xEdges, yEdges, map)
                {
                    Colors = ColorScale.Light,
                    Minimum = within ? 0 : null,
                    Maximum = within ? 1 : null,
                    Contours = [0.5],
                    ContourColor = PlotColor.FromHex("#10243e"),
                    ColorBar = outputs.Count == 1 ? "Network output" : $"Output {(i + 1).ToString(CultureInfo.InvariantCulture)}",
                },
                .. events.Select(sample => i == 0 ? sample : sample with { Label = null }),
            ]))];
        int columns = panels.Length == 1 ? 1 : panels.Length is 2 or 4 ? 2 : 3;
        int rows = (panels.Length + columns - 1) / columns;
        return new Figure(panels)
        {
            Layout = FigureLayout.Grid,
            Columns = columns,
            Width = columns == 1 ? 640 : 440 * columns,
            Height = columns == 1 ? 520 : 390 * rows,
            Description = "Network output over the plane of its inputs, with the events of each process",
        };
    }
}
