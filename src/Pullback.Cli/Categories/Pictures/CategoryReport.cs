using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Reports;

namespace Pullback.Cli.Categories.Pictures;

/// <summary>Draws categories and writes their reports.</summary>
internal static class CategoryReport
{
    /// <summary>A training.</summary>
    public static void Draw(VerbContext context, CategoryRun run, CategoryTrainingResult result, CategoryEvaluation evaluation, OutputFolder folder)
    {
        CategoryModel model = run.Settings.Model.Create();
        CategoryStartResult best = result.BestStart;
        double[] parameters = [.. best.Parameters];
        IReadOnlyList<Picture> pictures = PictureFiles.Write(
            context,
            folder,
            [
                .. Makers(run, model, parameters, best.Temperature, evaluation),
                () => CategoryPictures.History(best),
                () => CategoryPictures.Evolution(run.Data, model, best),
            ]);
        Animate(context, run, model, best, folder);
        HtmlReport report = Begin("Training of event categories", $"{run.Name}: trained on {run.Settings.Objective.Title}", context, "train");
        Results(report, run.Data, run.Settings.Objective, evaluation, run.Reweighted);
        AddPictures(report, pictures);
        ReportSection section = report.Section("Run").Table(Starts(run.Data, result));
        if (run.Text.Length > 0) section.Details("Configuration", run.Text);
        report.Save(folder.Stage("report.html"));
    }

    /// <summary>Trained categories on new events.</summary>
    public static void Draw(VerbContext context, CategoryRun run, TrainedCategories trained, CategoryEvaluation evaluation, OutputFolder folder)
    {
        IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, Makers(run, trained.Model, trained.Parameters.ToArray(), trained.Definition.Temperature, evaluation));
        HtmlReport report = Begin("Event categories on new events", run.Name, context, "evaluate");
        Results(report, run.Data, run.Settings.Objective, evaluation, run.Reweighted);
        AddPictures(report, pictures);
        report.Save(folder.Stage("report.html"));
    }

    /// <summary>The exact optimum.</summary>
    public static void Draw(VerbContext context, CategoryRun run, ExactResult result, OutputFolder folder)
    {
        double[] numbers = [.. result.Solutions.Select(solution => (double)solution.Categories.Count)];
        IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, () =>
        [
            new Picture(
                "scan",
                Plotting.Standard.Categories.CategoryScanFigure.Create(new Plotting.Standard.Categories.CategoryScan(
                    [.. run.Data.Signals.Select((signal, s) => new Plotting.Standard.Categories.CategoryScanLine(signal, numbers, [.. result.Solutions.Select(solution => solution.Significances[s])]))])),
                "The significance of the best categories against their number."),
        ]);
        HtmlReport report = Begin("The best event categories of one score", $"{run.Name}, {result.Score}", context, "optimum");
        var table = new ReportTable(["Categories", .. run.Data.Signals.Select(signal => "Z " + signal), "Boundaries"]);
        foreach (ExactSolution solution in result.Solutions)
        {
            table.Row([
                ReportCell.FromString(solution.Categories.Count.ToString(CultureInfo.InvariantCulture)),
                .. solution.Significances.Select(z => ReportCell.Number(z)),
                ReportCell.FromString(string.Join("  ", solution.Cuts.Select(cut => ShownNumber.Of(cut))))]);
        }

        report.Section("Result").Table(table);
        AddPictures(report, pictures);
        report.Save(folder.Stage("report.html"));
    }

    /// <summary>A scan of the number of categories.</summary>
    public static void Draw(VerbContext context, CategoryRun run, IReadOnlyList<CategoryScanPoint> points, OutputFolder folder)
    {
        IReadOnlyList<Picture> pictures = PictureFiles.Write(context, folder, () => [CategoryPictures.Scan(run, points)]);
        HtmlReport report = Begin("Scan of the number of categories", $"{run.Name}: trained on {run.Settings.Objective.Title}", context, "scan");
        var table = new ReportTable(["Categories", .. run.Data.Signals.Select(signal => "Z " + signal), run.Settings.Objective.Title, "Exact optimum"]);
        foreach (CategoryScanPoint point in points)
        {
            table.Row([
                ReportCell.FromString(point.Categories.ToString(CultureInfo.InvariantCulture)),
                .. point.Evaluation.HardSignificance.Results.Select(z => ReportCell.Number(z)),
                ReportCell.Number(point.Evaluation.HardResult.Combined),
                point.Optimum is { } optimum ? ReportCell.Number(optimum) : ReportCell.Missing("there is no exact optimum")]);
        }

        report.Section("Result").Table(table);
        AddPictures(report, pictures);
        report.Save(folder.Stage("report.html"));
    }

    private static Func<IEnumerable<Picture>>[] Makers(CategoryRun run, CategoryModel model, double[] parameters, double temperature, CategoryEvaluation evaluation) =>
    [
        () => [CategoryPictures.Yields(run.Data, evaluation, run.Reweighted)],
        () => CategoryPictures.Scores(run.Data, model, parameters, temperature),
        () => CategoryPictures.Map(run.Data, model, parameters, temperature),
        () => CategoryPictures.Components(run.Data, model, parameters, temperature),
        () => [CategoryPictures.Uncertainty(run.Data, evaluation, run.Reweighted, run.Settings.Objective.Penalties)],
        () => run.Reweighting is { } reweighting ? [CategoryPictures.Masses(reweighting, parameters, temperature)] : [],
    ];

    private static void Animate(VerbContext context, CategoryRun run, CategoryModel model, CategoryStartResult best, OutputFolder folder)
    {
        try
        {
            CategoryPictures.Animation(run.Data, model, best)?.Save(folder.Stage("evolution-animated.svg"));
        }
        catch (FigureException problem)
        {
            context.Warn($"the animation is left out: {problem.Message}");
        }
    }

    private static HtmlReport Begin(string title, string subtitle, VerbContext context, string verb) => new(title)
    {
        Subtitle = subtitle,
        Footer = string.Create(CultureInfo.InvariantCulture, $"Pullback {Application.Version}, categories {verb}, seed {context.Seed}"),
    };

    private static void Results(HtmlReport report, CategoryData data, CategoryObjective objective, CategoryEvaluation evaluation, IReadOnlyCollection<string> reweighted)
    {
        CategoryRows rows = CategoryRows.Of(evaluation, data, reweighted);
        var table = new ReportTable(["Category", .. data.Signals, "Background", "Uncertainty", "Bias"]);
        for (int k = 0; k < rows.Background.Length; k++)
        {
            table.Row([
                ReportCell.FromString(k.ToString(CultureInfo.InvariantCulture)),
                .. data.Signals.Select(signal => ReportCell.Number(rows.Signal[signal][k])),
                ReportCell.Number(rows.Background[k]),
                ReportCell.Number(Math.Sqrt(Math.Max(rows.BackgroundSquares[k], 0))),
                ReportCell.Number(evaluation.Bias[k])]);
        }

        List<KeyNumber> numbers = [.. data.Signals.Select((signal, s) => new KeyNumber($"Significance of {signal}", evaluation.HardSignificance.Results[s], "hard categories"))];
        if (objective is not AsimovObjective) numbers.AddRange(data.Signals.Select((signal, s) => new KeyNumber($"{objective.Title} of {signal}", evaluation.HardResult.Results[s], "nuisance parameters profiled")));
        report.Section("Result").KeyNumbers([.. numbers]).Table(table);
    }

    private static ReportTable Starts(CategoryData data, CategoryTrainingResult result)
    {
        var table = new ReportTable(["Start", "Loss", .. data.Signals, ""]) { Caption = "Results of hard categories on the events of the training." };
        for (int i = 0; i < result.Starts.Count; i++)
        {
            CategoryStartResult start = result.Starts[i];
            table.Row([
                ReportCell.FromString(i.ToString(CultureInfo.InvariantCulture)),
                ReportCell.Number(start.Hard.Loss),
                .. start.Hard.Results.Select(value => ReportCell.Number(value)),
                ReportCell.FromString(i == result.Best ? "kept" : "")]);
        }

        return table;
    }

    private static void AddPictures(HtmlReport report, IReadOnlyList<Picture> pictures)
    {
        if (pictures.Count == 0) return;
        ReportSection section = report.Section("Pictures");
        foreach (Picture picture in pictures) section.Figure(picture.Figure, picture.Caption);
    }
}
