using System.CommandLine;
using System.Globalization;
using Pullback.Cli.Categories;
using Pullback.Cli.Categories.Pictures;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback categories optimum</c>.</summary>
internal sealed class CategoriesOptimum : Verb
{
    private readonly Argument<string> _config = new("CONFIG") { Description = "The configuration, YAML or JSON; its training is not looked at." };
    private readonly Option<int?> _categories = new("--categories") { HelpName = "N", Description = "The largest number of categories (default: that of the configuration)." };
    private readonly Option<string?> _score = new("--score") { HelpName = "NAME", Description = "The score that is cut, where there are several." };
    private readonly Option<int> _steps = OptionValues.Integer("--steps", "N", "The steps of the grid of cuts (default: 1500).", 1500, 1, ExactOptions.MostCells);
    private readonly Option<ExactGrid> _grid = OptionValues.Choice(
        "--grid", "GRID", "Where cuts may lie (default: uniform).", [("uniform", ExactGrid.Uniform), ("quantiles", ExactGrid.Quantiles), ("distinct", ExactGrid.Distinct)], ExactGrid.Uniform);

    private readonly Option<string?> _range = new("--range") { HelpName = "LOW,HIGH", Description = "The range of the grid (default: that of the scores); the outer categories extend beyond it." };
    private readonly Option<double?> _background = OptionValues.Real("--minimum-background", "B", "The smallest expected background of a category (default: the threshold of the penalty, if it has a weight).");
    private readonly Option<double?> _uncertainty = OptionValues.Real("--maximum-uncertainty", "U", "The largest relative uncertainty of a category's background (default: as before).", above: 0);
    private readonly Option<int?> _events = new("--minimum-events") { HelpName = "N", Description = "The smallest number of background events of a category (default: 1)." };

    public override Noun Noun => CategoriesNoun.Noun;

    public override string Name => "optimum";

    public override string Summary => "Finds the best categories of one score exactly, for every number of them, by dynamic programming.";

    public override string Example => "categories optimum samples/categories-1d/categories.yml --categories 10";

    public override string Details => """
        keys of the document:
          boundaries                the cuts of the largest number of categories; an event on a cut belongs to the category above
          significance              {signal: Z} of it; hard_significance is the same: exact categories are hard
          background, signal        expected counts [category]; background_sumw2, background_events
          solutions                 for every number: [{categories, boundaries, significance, background, signal, ...}]
        """;

    public override IReadOnlyList<Argument> Arguments => [_config];

    public override IReadOnlyList<Option> Options => [_categories, _score, _steps, _grid, _range, _background, _uncertainty, _events];

    public override VerbResult Run(VerbContext context)
    {
        CategoryRun run = CategoryRun.Read(context, context.Get(_config)!);
        if (run.Data.ScoreNames.Count > 1 && context.Get(_score) is null)
            throw new InputException($"--score: exact categories are intervals of one score, but there are {string.Join(", ", run.Data.ScoreNames)}. Name one of them.");
        OutputFolder? folder = context.OpenFolder();
        ExactOptions options = Options_(context, run);
        ExactResult result = CategoryRun.Guard(() => ExactCategories.Find(run.Data, options, context.Cancellation));
        var table = new TextTable(["categories", .. run.Data.Signals.Select(signal => "Z " + signal), "boundaries"]);
        foreach (ExactSolution solution in result.Solutions)
        {
            table.Row([
                solution.Categories.Count.ToString(CultureInfo.InvariantCulture),
                .. solution.Significances.Select(z => ShownNumber.Of(z)),
                string.Join("  ", solution.Cuts.Select(cut => ShownNumber.Of(cut)))]);
        }

        table.Write(context.Out);
        if (result.Most < options.Categories)
            context.Warn($"at most {result.Most} of the {options.Categories} categories asked for meet the constraints on this grid. Relax the constraints, or take a finer grid (--steps, --grid quantiles).");
        JsonFields document = Fields(result.Solutions[^1], run.Data)
            .Add("score", result.Score)
            .Add("cells", result.Cells)
            .Add("solutions", result.Solutions.Select(solution => Fields(solution, run.Data)));
        if (folder is not null) CategoryReport.Draw(context, run, result, folder);
        return new VerbResult(document.Add("files", folder?.Staged ?? []), folder);
    }

    private ExactOptions Options_(VerbContext context, CategoryRun run)
    {
        CategoryPenalties penalties = run.Settings.Objective.Penalties;
        return new ExactOptions
        {
            Categories = context.Get(_categories) ?? run.Settings.Model.Create().Categories,
            Score = context.Get(_score),
            Steps = context.Get(_steps),
            Grid = context.Get(_grid),
            Range = Range(context.Get(_range)),
            Form = run.Settings.Objective is AsimovObjective counting ? counting.Form : AsimovForm.Smooth,
            RelativeUncertainty = (run.Settings.Objective as AsimovObjective)?.RelativeUncertainty ?? 0,
            SignalWeights = run.Settings.Objective.SignalWeights is { Count: > 0 } weights ? weights : null,
            Constraints = new CategoryConstraints
            {
                MinimumBackground = context.Get(_background) ?? (penalties.LowBackgroundWeight > 0 ? penalties.MinimumBackground : 0),
                MaximumRelativeUncertainty = context.Get(_uncertainty) ?? (penalties.HighUncertaintyWeight > 0 ? penalties.MaximumUncertainty : null),
                MinimumBackgroundEvents = context.Get(_events) ?? 1,
            },
            Threads = context.Threads,
        };
    }

    private static ScoreRange? Range(string? text)
    {
        if (text is null) return null;
        string[] ends = text.Split(',');
        if (ends.Length == 2
            && double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double low)
            && double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double high))
        {
            return new ScoreRange(low, high);
        }

        throw new InputException($"--range: found '{text}', but two numbers are needed, such as 0,1.");
    }

    private static JsonFields Fields(ExactSolution solution, CategoryData data)
    {
        var signals = new JsonFields();
        for (int s = 0; s < data.Signals.Count; s++) signals.Add(data.Signals[s], [.. solution.Categories.Select(category => category.Signals[s])]);
        return new JsonFields()
            .Add("categories", solution.Categories.Count)
            .Add("boundaries", [.. solution.Cuts])
            .Add("significance", CategoryFields.PerSignal(data, solution.Significances))
            .Add("hard_significance", CategoryFields.PerSignal(data, solution.Significances))
            .Add("background", [.. solution.Categories.Select(category => category.Background)])
            .Add("background_sumw2", [.. solution.Categories.Select(category => category.BackgroundSquares)])
            .Add("background_events", [.. solution.Categories.Select(category => (double)category.BackgroundEvents)])
            .Add("signal", signals);
    }
}
