using System.CommandLine;
using System.Globalization;
using Pullback.Cli.Categories;
using Pullback.Cli.Categories.Pictures;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback categories scan</c>.</summary>
internal sealed class CategoriesScan : Verb
{
    private readonly Argument<string> _config = new("CONFIG") { Description = "The configuration, YAML or JSON." };
    private readonly Option<string[]> _categories = OptionValues.List("--categories", "N", "The numbers of categories, such as 2,3,5,10 (default: 2 to that of the configuration).");

    public override Noun Noun => CategoriesNoun.Noun;

    public override string Name => "scan";

    public override string Summary => "Trains several numbers of categories and compares what they lead to; for one score the exact optimum is shown beside.";

    public override string Example => "categories scan samples/categories-1d/categories.yml --categories 2,3,5";

    public override string Details => """
        keys of the document:
          points                    [{categories, hard_significance, objective, hard_loss, boundaries, background, optimum}] in the order of the numbers

        files written with --out:
          result.json, report.html; model-N.pullback for every number; scan.svg, what they lead to against the number of categories
        """;

    public override IReadOnlyList<Argument> Arguments => [_config];

    public override IReadOnlyList<Option> Options => [_categories];

    public override VerbResult Run(VerbContext context)
    {
        CategoryRun run = CategoryRun.Read(context, context.Get(_config)!);
        int[] numbers = Numbers(context, run);
        OutputFolder? folder = context.OpenFolder();
        foreach (string warning in MixtureRanges.Warnings(run.Settings.Model, run.Data)) context.Warn(warning);
        var table = new TextTable(["categories", .. run.Data.Signals.Select(signal => "Z " + signal), run.Settings.Objective.Title, "exact optimum"]);
        var points = new List<CategoryScanPoint>();
        for (int i = 0; i < numbers.Length; i++)
        {
            context.Progress.Report($"training {numbers[i]} categories", i, numbers.Length);
            CategoryScanPoint point = CategoryScanPoint.Of(context, run, numbers[i]);
            points.Add(point);
            if (folder is not null)
                point.Run.Trained(point.Result.BestStart, context.Seed).Save(folder.Stage(string.Create(CultureInfo.InvariantCulture, $"model-{numbers[i]}.pullback")));
            table.Row([
                numbers[i].ToString(CultureInfo.InvariantCulture),
                .. point.Evaluation.HardSignificance.Results.Select(z => ShownNumber.Of(z)),
                ShownNumber.Of(point.Evaluation.HardResult.Combined),
                point.Optimum is { } exact ? ShownNumber.Of(exact) : "-"]);
        }

        context.Progress.Clear();
        table.Write(context.Out);
        int[] empty = [.. points.Where(point => point.Result.BestStart.Hard.WithoutBackground > 0).Select(point => point.Categories)];
        if (empty.Length > 0)
            context.Warn($"among {string.Join(", ", empty)} categories is one that has signal but no background events: its significance means nothing. Ask for fewer categories, or raise the penalties.");
        JsonFields document = new JsonFields().Add("config", run.Name).Add("seed", context.Seed).Add("points", points.Select(point => point.Fields()));
        if (folder is not null) CategoryReport.Draw(context, run, points, folder);
        return new VerbResult(document.Add("files", folder?.Staged ?? []), folder);
    }

    private int[] Numbers(VerbContext context, CategoryRun run)
    {
        int most = run.Settings.Model.Create().Categories;
        string[] given = [.. context.Get(_categories)!.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        if (given.Length == 0 && context.Get(_categories)!.Length > 0) throw new InputException("--categories: no number is given. Give some, such as 2,3,5.");
        int[] numbers = given.Length == 0 ? [.. Enumerable.Range(2, Math.Max(most - 1, 1))] : new int[given.Length];
        int least = run.Settings.Model is SigmoidOptions ? 2 : 1;
        for (int i = 0; i < given.Length; i++)
        {
            if (!int.TryParse(given[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] < least || numbers[i] > CategoryModelSection.MostCategories)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--categories: found '{given[i]}', but a whole number from {least} to {CategoryModelSection.MostCategories} is needed. Separate several by commas, such as 2,3,5."));
            if (Array.IndexOf(numbers, numbers[i], 0, i) >= 0) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--categories: {numbers[i]} is named twice. Name every number once."));
        }

        if (run.Settings.Model is SigmoidOptions { Variables.Count: > 1 })
            throw new InputException("categories scan: sigmoid categories of several scores have a number of bins for each; there is no one number to scan.");
        if (run.Settings.Training.Start == CategoryStart.Given)
            throw new InputException("training.given_starts: they fit one number of categories only. Let a scan choose its starts.");
        return numbers;
    }
}
