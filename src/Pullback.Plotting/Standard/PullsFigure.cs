using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Ticks;

namespace Pullback.Plotting.Standard;

/// <summary>Pulls of nuisance parameters: how far the fit moved each from its nominal value, and how much it constrains it.</summary>
/// <remarks><para>Rows stand in the given order from top to bottom over bands of one and two pre-fit uncertainties; free parameters follow below,
/// with their values in words, because the bands mean nothing for them.</para></remarks>
public static class PullsFigure
{
    /// <summary>Number of parameters on one page.</summary>
    public const int MostOnPage = 60;

    private const double LeastReach = 3;

    /// <summary>One page per <see cref="MostOnPage"/> parameters, all with the same axis; pages are filled evenly.</summary>
    /// <param name="pulls">The parameters, from top to bottom.</param>
    /// <returns>The pages, at least one.</returns>
    /// <exception cref="FigureException">There is no parameter, a number is not finite or an uncertainty is negative.</exception>
    public static IReadOnlyList<Figure> Create(IReadOnlyList<ParameterPull> pulls)
    {
        ArgumentNullException.ThrowIfNull(pulls);
        if (pulls.Count == 0)
            throw new FigureException("There are no pulls; the figure needs at least one parameter.");
        foreach (ParameterPull pull in pulls)
            Check(pull);
        ParameterPull[] rows = [.. pulls.Where(pull => !pull.IsFree), .. pulls.Where(pull => pull.IsFree)];
        double reach = Reach(rows);
        int pages = (rows.Length + MostOnPage - 1) / MostOnPage;
        return
        [
            .. Enumerable.Range(0, pages).Select(page =>
            {
                int first = (int)((long)rows.Length * page / pages);
                int last = (int)((long)rows.Length * (page + 1) / pages);
                string number = pages == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", page {page + 1} of {pages}");
                return Page(rows[first..last], reach, number);
            }),
        ];
    }

    private static void Check(ParameterPull pull)
    {
        FigureInput.Finite(pull.Pull, $"parameter '{pull.Name}': the pull");
        FigureInput.NotNegative(pull.Uncertainty, $"parameter '{pull.Name}': the uncertainty");
        FigureInput.NotNegative(pull.UncertaintyUp ?? 0, $"parameter '{pull.Name}': the upward uncertainty");
    }

    /// <summary>Half the width of the axis: whole numbers, three at least.</summary>
    private static double Reach(IEnumerable<ParameterPull> rows)
    {
        double farthest = rows.Where(row => !row.IsFree)
            .Select(row => Math.Max(row.Pull + (row.UncertaintyUp ?? row.Uncertainty), row.Uncertainty - row.Pull))
            .DefaultIfEmpty(0).Max();
        return farthest < LeastReach ? LeastReach : Math.Ceiling(farthest * 1.02);
    }

    private static Figure Page(ParameterPull[] rows, double reach, string number)
    {
        int n = rows.Length;
        double Middle(int row) => n - row - 0.5;
        int[] constrained = [.. Enumerable.Range(0, n).Where(i => !rows[i].IsFree)];
        int[] free = [.. Enumerable.Range(0, n).Where(i => rows[i].IsFree)];
        var series = new List<PlotSeries>();
        if (constrained.Length > 0)
        {
            double floor = free.Length == 0 ? -NameColumn.Padding : free.Length;
            double ceiling = n + NameColumn.Padding;
            series.Add(new Boxes([-2], [2], [floor], [ceiling]) { Color = Palette.TwoSigma });
            series.Add(new Boxes([-1], [1], [floor], [ceiling]) { Color = Palette.OneSigma.Toward(PlotColor.White, 0.25) });
            series.Add(new Curve([0, 0], [floor, ceiling]) { Color = new PlotColor(40, 40, 40), Style = LineStyle.Dashed, LineWidth = 1 });
            series.Add(new DataPoints([.. constrained.Select(i => rows[i].Pull)], [.. constrained.Select(Middle)])
            {
                Left = [.. constrained.Select(i => rows[i].Uncertainty)],
                Right = [.. constrained.Select(i => rows[i].UncertaintyUp ?? rows[i].Uncertainty)],
            });
        }

        if (free.Length > 0)
        {
            if (constrained.Length > 0)
                series.Add(ReferenceLine.Horizontal(free.Length) with { Style = LineStyle.Solid });
            series.Add(new TextLabels([.. free.Select(_ => 0.0)], [.. free.Select(Middle)], [.. free.Select(i => Words(rows[i]))]) { Size = 13.5 });
        }

        string[] names = [.. rows.Reverse().Select(row => row.Name)];
        return new Figure(new Panel(
            new Axis("(θ̂ − θ₀)/Δθ") { Minimum = -reach, Maximum = reach },
            NameColumn.Axis(names),
            [.. series]))
        {
            Width = 400 + NameColumn.Width(names),
            Height = Math.Max(150, 90 + (NameColumn.RowHeight * n)),
            Description = $"Pulls of {n.ToString(CultureInfo.InvariantCulture)} parameters{number}",
        };
    }

    /// <summary>Value and uncertainty, to the second digit of the uncertainty.</summary>
    private static string Words(ParameterPull row)
    {
        double up = row.UncertaintyUp ?? row.Uncertainty;
        double least = row.Uncertainty > 0 && up > 0 ? Math.Min(row.Uncertainty, up) : Math.Max(row.Uncertainty, up);
        if (least == 0)
            return $"{NumberText.Significant(row.Pull, 3)} (free)";
        int exponent = NumberText.Split(least, 2).Exponent;
        if (exponent is < -6 or > 6)
            return $"{NumberText.Significant(row.Pull, 3)} ± {NumberText.Significant(least, 2)} (free)";
        int decimals = Math.Max(0, 1 - exponent);
        string value = NumberText.Fixed(row.Pull, decimals);
        return up == row.Uncertainty
            ? $"{value} ± {NumberText.Fixed(up, decimals)} (free)"
            : $"{value} −{NumberText.Fixed(row.Uncertainty, decimals)} +{NumberText.Fixed(up, decimals)} (free)";
    }
}
