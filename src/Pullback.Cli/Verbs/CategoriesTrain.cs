using System.CommandLine;
using System.Globalization;
using Pullback.Cli.Categories;
using Pullback.Cli.Categories.Pictures;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback categories train</c>.</summary>
internal sealed class CategoriesTrain : Verb
{
    private const string CheckpointName = "training";
    private readonly Argument<string> _config = new("CONFIG") { Description = "The configuration, YAML or JSON." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Continue the interrupted run whose checkpoint the output folder holds." };

    public override Noun Noun => CategoriesNoun.Noun;

    public override string Name => "train";

    public override string Summary =>
        "Learns event categories on what they lead to: a counting significance, or a result of the HistFactory model of the categories with all systematic uncertainties profiled.";

    public override string Example => "categories train samples/categories-1d/categories.yml";

    public override string Details => $"""
        files written:
          result.json           what --json prints: starts, epochs of the best one, counts, significances, boundaries
          model.pullback        the trained categories, for 'categories evaluate' and 'categories apply'
          workspace.json        the likelihood of the categories (pyhf JSON), for 'pullback workspace'; one file for each signal
          *.svg, report.html    the figures, and all of it on one page, which needs no other file
          training.checkpoint   while the run lasts; kept when it is interrupted

        {CategoriesNoun.Sections}
        """;

    public override IReadOnlyList<Argument> Arguments => [_config];

    public override IReadOnlyList<Option> Options => [_resume];

    public override VerbResult Run(VerbContext context)
    {
        CategoryRun run = CategoryRun.Read(context, context.Get(_config)!);
        bool resume = context.Get(_resume);
        OutputFolder folder = context.OpenRunFolder(run.Name, resume);
        string checkpoint = folder.PathOfCheckpoint(CheckpointName);
        CategoryCheckpoint? from = resume ? CategoryCheckpoint.Read(checkpoint) : null;
        foreach (string warning in MixtureRanges.Warnings(run.Settings.Model, run.Data)) context.Warn(warning);
        var printer = new EpochPrinter(context, run);
        CategoryTrainingResult result = run.Train(printer, from, state => state.Write(checkpoint), context.Cancellation);
        CategoryStartResult best = result.BestStart;
        CategoryEvaluation evaluation = run.Evaluate(best, context.Threads, context.Cancellation);
        run.Trained(best, context.Seed).Save(folder.Stage(CategoriesNoun.ModelName));
        CategoryWorkspaces.Write(run, evaluation, folder);
        context.Progress.Report("drawing", 1, 1);
        CategoryReport.Draw(context, run, result, evaluation, folder);
        context.Progress.Clear();
        CategoryTables.Write(context, run, best, evaluation);
        context.Out.WriteLine($"written to {Path.GetRelativePath(context.Host.WorkingDirectory, folder.FullPath)}");
        if (best.Hard.WithoutBackground > 0)
            context.Warn("a category has signal but no background events: its significance means nothing. Ask for fewer categories, or raise the penalties.");
        return new VerbResult(Document(context, run, result, evaluation, folder), folder);
    }

    private static JsonFields Document(VerbContext context, CategoryRun run, CategoryTrainingResult result, CategoryEvaluation evaluation, OutputFolder folder)
    {
        CategoryStartResult best = result.BestStart;
        var model = run.Settings.Model.Create();
        JsonFields document = CategoryFields.Of(evaluation, run.Data, run.Settings.Objective, run.Reweighted);
        JsonFields all = new JsonFields()
            .Add("config", run.Name)
            .Add("seed", context.Seed)
            .Add("converged", true)
            .Add("categories", model.Categories)
            .Add("temperature", best.Temperature)
            .Add("best_start", result.Best)
            .Add("starts", result.Starts.Select(start => new JsonFields()
                .Add("hard_loss", start.Hard.Loss)
                .Add("hard_results", CategoryFields.PerSignal(run.Data, start.Hard.Results))
                .Add("categories_without_background", start.Hard.WithoutBackground)))
            .Add("epochs", best.History.Select(epoch => CategoryFields.Of(epoch, run.Data)))
            .Add("parameters", CategoryFields.Parameters(model, best.Parameters));
        if (best.RestoredEpoch is { } restored) all.Add("restored_epoch", restored + 1);
        foreach ((string key, System.Text.Json.Nodes.JsonNode? node) in document.Node) all.AddNode(key, node?.DeepClone());
        return all.AddBoundaries(model, [.. best.Parameters], best.Temperature).Add("files", folder.Staged);
    }

    /// <summary>Prints a line every few epochs.</summary>
    private sealed class EpochPrinter(VerbContext context, CategoryRun run) : IProgress<CategoryProgress>
    {
        private bool _begun;

        public void Report(CategoryProgress value)
        {
            if (!_begun) context.Out.WriteLine($"epoch    temperature           loss   hard {run.Settings.Objective.Title} of the best start");
            _begun = true;
            CategoryEpoch best = value.Starts.MinBy(start => start.Loss)!;
            if (best.Look is not null)
            {
                CategoryEpoch shown = value.Starts.Where(start => start.Look is not null).MinBy(start => start.Look!.Loss)!;
                context.Progress.Clear();
                string results = string.Join("  ", shown.Look!.Results.Zip(run.Data.Signals, (result, signal) => string.Create(CultureInfo.InvariantCulture, $"{signal} {result:G6}")));
                context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shown.Epoch,5} {shown.Temperature,14:G4} {shown.Loss,14:G6}   {results}"));
            }

            context.Progress.Report("training", value.Epoch, value.Epochs);
        }
    }
}
