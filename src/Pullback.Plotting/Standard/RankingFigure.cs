using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>The nuisance parameters that move a parameter of interest the most, with their pulls.</summary>
/// <remarks><para>Boxes belong to the upper axis, the shift of the parameter of interest; points with bars belong to the lower one, the pull. Zero
/// of both is in the middle.</para></remarks>
public static class RankingFigure
{
    private static readonly PlotColor UpColor = Palette.Blue;
    private static readonly PlotColor DownColor = PlotColor.FromHex("#92dadd");

    /// <summary>One row per parameter, the largest post-fit impact at the top.</summary>
    /// <param name="ranking">The impacts.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no impact, a number is not finite, an uncertainty is negative, or <see cref="Ranking.Most"/> is out of range.</exception>
    public static Figure Create(Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        Check(ranking);
        ParameterImpact[] rows = [.. ranking.Impacts.OrderByDescending(impact => impact.Size).Take(ranking.Most)];
        double largest = rows.SelectMany(Shifts).Max(Math.Abs);
        double impactReach = largest > 0 ? 1.08 * largest : 1;
        double pullReach = PullReach(rows);
        bool pulls = rows.Any(HasPull);
        string[] names = [.. rows.Reverse().Select(row => row.Name)];
        string poi = ranking.Poi;
        var impactAxis = new Axis($"Δ{poi}") { Minimum = -impactReach, Maximum = impactReach };
        Axis nameAxis = NameColumn.Axis(names);
        Panel panel = pulls
            ? new Panel(new Axis("(θ̂ − θ₀)/Δθ") { Minimum = -pullReach, Maximum = pullReach }, nameAxis, [.. Series(rows, pullReach / impactReach)]) { Top = impactAxis }
            : new Panel(impactAxis, nameAxis, [.. Series(rows, 1)]);
        return new Figure(panel with { Legend = LegendPlacement.Above })
        {
            Width = 480 + NameColumn.Width(names),
            Height = 200 + ((NameColumn.RowHeight + 4) * rows.Length),
            Description = $"Impact of the {rows.Length.ToString(CultureInfo.InvariantCulture)} leading nuisance parameters on {poi}, with their pulls",
        };
    }

    private static void Check(Ranking ranking)
    {
        if (ranking.Impacts.Count == 0)
            throw new FigureException("There are no impacts; the ranking needs at least one parameter.");
        if (ranking.Most is < 1 or > 60)
            throw new FigureException($"{ranking.Most} parameters are to be shown; a ranking can show 1 to 60.");
        foreach (ParameterImpact impact in ranking.Impacts)
        {
            string where = $"parameter '{impact.Name}'";
            FigureInput.Finite(impact.Up, $"{where}: the impact upward");
            FigureInput.Finite(impact.Down, $"{where}: the impact downward");
            FigureInput.Finite(impact.PrefitUp ?? 0, $"{where}: the pre-fit impact upward");
            FigureInput.Finite(impact.PrefitDown ?? 0, $"{where}: the pre-fit impact downward");
            FigureInput.Finite(impact.Pull?.Pull ?? 0, $"{where}: the pull");
            FigureInput.NotNegative(impact.Pull?.Uncertainty ?? 0, $"{where}: the uncertainty of the pull");
            FigureInput.NotNegative(impact.Pull?.UncertaintyUp ?? 0, $"{where}: the upward uncertainty of the pull");
        }
    }

    private static IEnumerable<double> Shifts(ParameterImpact row) => [row.Up, row.Down, row.PrefitUp ?? 0, row.PrefitDown ?? 0];

    private static bool HasPull(ParameterImpact row) => row.Pull is { IsFree: false };

    private static double PullReach(IEnumerable<ParameterImpact> rows)
    {
        double farthest = rows.Where(HasPull)
            .Select(row => Math.Max(row.Pull!.Pull + (row.Pull.UncertaintyUp ?? row.Pull.Uncertainty), row.Pull.Uncertainty - row.Pull.Pull))
            .DefaultIfEmpty(0).Max();
        return Math.Max(2, Math.Ceiling(2 * farthest * 1.02) / 2);
    }

    /// <param name="rows">The parameters, from top to bottom.</param>
    /// <param name="scale">Units of the drawn axis for one unit of the impacts.</param>
    private static IEnumerable<PlotSeries> Series(ParameterImpact[] rows, double scale)
    {
        int n = rows.Length;
        Boxes Box(Func<ParameterImpact, double?> shift, double half)
        {
            (double Shift, double Middle)[] shown = [.. Enumerable.Range(0, n).Where(i => shift(rows[i]) is not null).Select(i => (shift(rows[i])!.Value * scale, n - i - 0.5))];
            return new Boxes([.. shown.Select(_ => 0.0)], [.. shown.Select(box => box.Shift)], [.. shown.Select(box => box.Middle - half)], [.. shown.Select(box => box.Middle + half)]);
        }

        yield return Box(row => row.Up, 0.36) with { Color = UpColor, Label = "Post-fit impact: θ̂ + Δθ̂" };
        yield return Box(row => row.Down, 0.36) with { Color = DownColor, Label = "Post-fit impact: θ̂ − Δθ̂" };
        if (rows.Any(row => row.PrefitUp is not null))
            yield return Box(row => row.PrefitUp, 0.36) with { Color = UpColor.Toward(PlotColor.Black, 0.35), Filled = false, Label = "Pre-fit impact: θ̂ + Δθ" };
        if (rows.Any(row => row.PrefitDown is not null))
            yield return Box(row => row.PrefitDown, 0.36) with { Color = DownColor.Toward(PlotColor.Black, 0.4), Filled = false, Label = "Pre-fit impact: θ̂ − Δθ" };
        var faint = new PlotColor(70, 70, 70);
        yield return ReferenceLine.Vertical(0) with { Color = faint, Style = LineStyle.Solid, LineWidth = 1 };
        int[] pulled = [.. Enumerable.Range(0, n).Where(i => HasPull(rows[i]))];
        if (pulled.Length == 0)
            yield break;
        yield return ReferenceLine.Vertical(-1) with { Color = faint };
        yield return ReferenceLine.Vertical(1) with { Color = faint };
        yield return new DataPoints([.. pulled.Select(i => rows[i].Pull!.Pull)], [.. pulled.Select(i => n - i - 0.5)])
        {
            Left = [.. pulled.Select(i => rows[i].Pull!.Uncertainty)],
            Right = [.. pulled.Select(i => rows[i].Pull!.UncertaintyUp ?? rows[i].Pull!.Uncertainty)],
            Label = "Pull (lower axis)",
        };
    }
}
