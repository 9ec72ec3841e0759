using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Categories;

/// <summary>Tables of categories for a person.</summary>
internal static class CategoryTables
{
    /// <summary>The categories of a training.</summary>
    public static void Write(VerbContext context, CategoryRun run, CategoryStartResult start, CategoryEvaluation evaluation) =>
        Write(context, run.Settings.Model.Create(), [.. start.Parameters], start.Temperature, run.Data, run.Settings.Objective, evaluation, run.Reweighted);

    /// <summary>The hard categories: where they are, what they count, and the results.</summary>
    public static void Write(
        VerbContext context,
        CategoryModel model,
        double[] parameters,
        double temperature,
        CategoryData data,
        CategoryObjective objective,
        CategoryEvaluation evaluation,
        IReadOnlyCollection<string> reweighted)
    {
        string[] places = Places(model, parameters, temperature);
        var rows = CategoryRows.Of(evaluation, data, reweighted);
        context.Out.WriteLine();
        var table = new TextTable(["category", model.Dimensions == 1 ? data.ScoreNames[0] : "place", .. data.Signals, "background", "relative uncertainty", "bias"]);
        for (int k = 0; k < places.Length; k++)
        {
            table.Row([
                k.ToString(CultureInfo.InvariantCulture),
                places[k],
                .. data.Signals.Select(signal => ShownNumber.Of(rows.Signal[signal][k])),
                ShownNumber.Of(rows.Background[k]),
                rows.Background[k] > 0 ? ShownNumber.Of(Math.Sqrt(rows.BackgroundSquares[k]) / rows.Background[k]) : "-",
                ShownNumber.Of(evaluation.Bias[k]),
            ]);
        }

        table.Write(context.Out);
        context.Out.WriteLine();
        var results = new TextTable(["", .. data.Signals]);
        results.Row(["asimov", .. evaluation.HardSignificance.Results.Select(z => ShownNumber.Of(z))]);
        if (objective is not AsimovObjective { Form: AsimovForm.Package }) results.Row([objective.Title, .. evaluation.HardResult.Results.Select(value => ShownNumber.Of(value))]);
        results.Write(context.Out);
    }

    // Intervals of one score, bins of several, numbers where there is neither.
    private static string[] Places(CategoryModel model, double[] parameters, double temperature)
    {
        if (model.Dimensions == 1)
        {
            ILookup<int, CategoryInterval> owned = model.Boundaries(parameters, temperature).ToLookup(interval => interval.Category);
            return [.. Enumerable.Range(0, model.Categories).Select(k => owned[k].Any()
                ? string.Join(" and ", owned[k].Select(interval => $"{End(interval.Lower)} to {End(interval.Upper)}"))
                : "nowhere")];
        }

        return [.. Enumerable.Range(0, model.Categories).Select(k => model.Options is SigmoidOptions sigmoid ? Bins(sigmoid, k) : "")];
    }

    // The last score is the fastest.
    private static string Bins(SigmoidOptions options, int category)
    {
        var bins = new List<string>();
        foreach (SigmoidVariable variable in options.Variables.Reverse())
        {
            bins.Add(string.Create(CultureInfo.InvariantCulture, $"{variable.Name} bin {category % variable.Bins}"));
            category /= variable.Bins;
        }

        return string.Join(", ", bins.AsEnumerable().Reverse());
    }

    private static string End(double value) => double.IsNegativeInfinity(value) ? "-∞" : double.IsPositiveInfinity(value) ? "∞" : ShownNumber.Of(value);
}
