using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;
using Pullback.Plotting.Ticks;

namespace Pullback.Plotting.Standard;

/// <summary>A correlation matrix as a map: blue −1, white 0, red 1. The first parameter stands at the left and at the top.</summary>
public static class CorrelationFigure
{
    /// <summary>Up to this number of parameters each cell shows its value in percent.</summary>
    public const int MostWithNumbers = 25;

    /// <summary>Rounding that correlations from a fit may carry.</summary>
    private const double Rounding = 1e-6;

    private const int MostParameters = 1000;

    /// <summary>One map with the names on both axes.</summary>
    /// <param name="matrix">The correlations.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">The matrix has another shape than the names ask for, is not a correlation matrix, or no parameter passes the threshold.</exception>
    public static Figure Create(CorrelationMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Check(matrix);
        int[] shown = Shown(matrix);
        int n = shown.Length;
        double[] edges = [.. Enumerable.Range(0, n + 1).Select(i => (double)i)];
        double[,] cells = new double[n, n];
        for (int row = 0; row < n; row++)
        {
            for (int column = 0; column < n; column++)
                cells[n - 1 - row, column] = Math.Clamp(matrix.Values[shown[row], shown[column]], -1, 1);
        }

        string[] names = [.. shown.Select(i => matrix.Names[i])];
        int pitch = n <= MostWithNumbers ? 34 : Math.Clamp(1100 / n, 8, 24);
        int side = Math.Max(200, pitch * n);
        int room = NameColumn.Width(names);
        int below = room <= (side / n) - 8 ? 31 : 0.574 * side / n >= TextStyle.TickLabel.Size ? 32 + (int)(0.574 * room) : 24 + room;
        var axis = new Axis { Categories = names, LongestName = NameColumn.Most, TickMarks = false };
        var map = new HeatMap(edges, edges, cells) { Colors = ColorScale.Diverging, Minimum = -1, Maximum = 1, ColorBar = "Correlation" };
        return new Figure(new Panel(axis, axis with { Categories = [.. names.Reverse()] }, [map, .. n <= MostWithNumbers ? Numbers(cells, n) : []]))
        {
            Width = Math.Min(10_000, side + room + 130),
            Height = Math.Min(10_000, side + below + 12),
            Description = $"Correlations of {n.ToString(CultureInfo.InvariantCulture)} parameters",
        };
    }

    private static void Check(CorrelationMatrix matrix)
    {
        int n = matrix.Names.Count;
        double[,] values = matrix.Values;
        if (n is 0 or > MostParameters)
            throw new FigureException($"The correlation matrix has {n} parameters; the figure can show 1 to {MostParameters}.");
        if (values.GetLength(0) != n || values.GetLength(1) != n)
            throw new FigureException($"The correlation matrix has shape [{values.GetLength(0)}, {values.GetLength(1)}], but {n} names need [{n}, {n}].");
        if (!(matrix.Threshold is >= 0 and <= 1))
            throw new FigureException($"The threshold of the correlations is {DataCheck.Number(matrix.Threshold)}, but must be 0 to 1.");
        for (int row = 0; row < n; row++)
        {
            for (int column = 0; column < n; column++)
                CheckCell(matrix, row, column);
        }
    }

    private static void CheckCell(CorrelationMatrix matrix, int row, int column)
    {
        double value = matrix.Values[row, column];
        string where = $"The correlation of '{matrix.Names[row]}' and '{matrix.Names[column]}' is {DataCheck.Number(value)}";
        if (!(Math.Abs(value) <= 1 + Rounding))
            throw new FigureException($"{where}, but must be −1 to 1.");
        if (row == column && Math.Abs(value - 1) > Rounding)
            throw new FigureException($"{where}, but the diagonal must be one. Divide a covariance matrix by the uncertainties first.");
        if (Math.Abs(value - matrix.Values[column, row]) > Rounding)
            throw new FigureException($"{where} in one order and {DataCheck.Number(matrix.Values[column, row])} in the other, but the matrix must be symmetric.");
    }

    private static int[] Shown(CorrelationMatrix matrix)
    {
        int n = matrix.Names.Count;
        int[] shown = [.. Enumerable.Range(0, n).Where(i => matrix.Threshold == 0 || Enumerable.Range(0, n).Any(j => j != i && Math.Abs(matrix.Values[i, j]) >= matrix.Threshold))];
        return shown.Length > 0
            ? shown
            : throw new FigureException($"No parameter has a correlation of {DataCheck.Number(matrix.Threshold)} or more to another one; lower the threshold.");
    }

    /// <summary>Percentages: white on dark cells, black on light ones.</summary>
    private static IEnumerable<TextLabels> Numbers(double[,] cells, int n)
    {
        (int Row, int Column)[] all = [.. Enumerable.Range(0, n * n).Select(i => (i / n, i % n))];
        foreach (bool dark in new[] { false, true })
        {
            (int Row, int Column)[] some = [.. all.Where(cell => Math.Abs(cells[cell.Row, cell.Column]) > 0.6 == dark)];
            yield return new TextLabels(
                [.. some.Select(cell => cell.Column + 0.5)],
                [.. some.Select(cell => cell.Row + 0.5)],
                [.. some.Select(cell => NumberText.Fixed(100 * cells[cell.Row, cell.Column], 0))])
            {
                Color = dark ? PlotColor.White : PlotColor.Black,
                Size = 12,
            };
        }
    }
}
