using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests;

/// <summary>Figures that several tests draw.</summary>
internal static class Samples
{
    public static double[] Edges { get; } = [0, 1, 2, 4];

    public static Figure Of(params IReadOnlyList<PlotSeries> series) => new(new Panel(new Axis("x"), new Axis("Events"), series));

    public static Figure OnLogarithmicAxis(params IReadOnlyList<PlotSeries> series) => new(new Panel(new Axis("x"), Axis.Logarithmic("Events"), series));

    public static StackedYields Yields { get; } = new(
        Edges,
        [new ProcessYields("Top", [3, 2, 1]), new ProcessYields("W + jets", [10, 20, 30])],
        new ProcessYields("Signal", [5, 1, 0.5]))
    {
        BackgroundUncertainty = [2, 3, 4],
        Data = [17, 25, 30],
    };

    public static double[,] Map(int rows, int columns)
    {
        double[,] map = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                map[row, column] = (row + (0.5 * column)) / (rows + (0.5 * columns));
        }

        return map;
    }

    public static double[] Steps(int count, double first, double last) =>
        [.. Enumerable.Range(0, count).Select(i => first + ((last - first) * i / (count - 1)))];

    public static Figure Everything() => new(
        new Panel(new Axis("m(μμ) [GeV]"), new Axis("Events"), [
            new StackedHistogram(Edges, new StackLayer("Top", [3, 2, 1], Palette.Blue)),
            UncertaintyBand.Around(Edges, [3, 2, 1], [1, 0.5, 0.2]),
            DataPoints.InBins(Edges, [4, 2, 1]) with { Down = [2, 1, 1], Up = [2.5, 1.5, 1.2], Label = "Data" },
        ]),
        new Panel(new Axis("m(μμ) [GeV]"), new Axis("Ratio"), [
            new Band([0, 2, 4], [0.8, 0.9, 0.8], [1.2, 1.1, 1.2]),
            new Curve([0, 2, 4], [1, 1.05, 0.95]) { Style = LineStyle.Dashed },
            ReferenceLine.Horizontal(1),
            new Scatter([0.5, 1.5], [1, 1.1]),
        ])
        {
            HeightShare = 0.4,
        })
    {
        Label = new FigureLabel("Pullback", "simulation", "20 fb⁻¹"),
    };
}
