using System.CommandLine;
using Pullback.Cli.Categories;
using Pullback.Cli.Categories.Pictures;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Cli.Verbs;

/// <summary><c>pullback categories evaluate</c>.</summary>
internal sealed class CategoriesEvaluate : Verb
{
    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "The model.pullback that 'categories train' wrote, or a YAML or JSON file with 'model', 'parameters' and 'scores'.",
    };

    private readonly Option<string[]> _data = new("--data")
    {
        HelpName = "FILE...",
        Description = "A configuration (its data, objective and bump hunt), or files of events; columns are told with --process and --weight.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly CategoryFileOptions _files = new();

    public override Noun Noun => CategoriesNoun.Noun;

    public override string Name => "evaluate";

    public override string Summary => "Counts events in categories: yields, significances and results, soft and hard, and the bias between the two.";

    public override string Example => "categories evaluate pullback-out/categories/model.pullback --data samples/categories-1d/categories.yml --seed 2";

    public override string Details => $$"""
        keys of the document:
          significance              {signal: Z}, the significance of gato-hep with soft counts; hard_significance: with every event in one category
          significance_per_category {signal: [category]}; hard_significance_per_category
          background                expected background [category], and background_sumw2, the sum of squared weights; hard_ for hard counts
          signal                    {signal: [category]}; processes: {background: [category]}
          bias                      (hard - soft)/hard of the total counts [category]
          objective                 {name, results, combined, loss} of the objective; hard_objective
          boundaries                [boundary] for one score, {score: [boundary]} for sigmoid categories of several; intervals: [{lower, upper, category}]

        {{CategoriesNoun.Sections}}
        """;

    public override IReadOnlyList<Argument> Arguments => [_model];

    public override IReadOnlyList<Option> Options => [_data, .. _files.All];

    public override VerbResult Run(VerbContext context)
    {
        TrainedCategories trained = CategoryModelFile.Read(context, context.Get(_model)!);
        string[] files = context.Get(_data)!;
        if (CategoryModelFile.IsConfiguration(files)) _files.RefuseWithConfiguration(context);
        OutputFolder? folder = context.OpenFolder();
        CategoryRun run = CategoryModelFile.IsConfiguration(files) ? Configured(context, trained, files[0]) : _files.Read(context, trained, files);
        double[] parameters = trained.Parameters.ToArray();
        double temperature = trained.Definition.Temperature;
        CategoryEvaluation evaluation = CategoryRun.Guard(() => CategoryEvaluation.Of(
            trained.Model, parameters, temperature, run.Data, run.Settings.Objective, run.Reweighting, context.Threads, context.Cancellation));
        CategoryTables.Write(context, trained.Model, parameters, temperature, run.Data, run.Settings.Objective, evaluation, run.Reweighted);
        JsonFields document = CategoryFields.Of(evaluation, run.Data, run.Settings.Objective, run.Reweighted)
            .AddBoundaries(trained.Model, parameters, temperature)
            .Add("categories", trained.Model.Categories)
            .Add("temperature", temperature);
        if (folder is not null)
        {
            CategoryWorkspaces.Write(run, evaluation, folder);
            CategoryReport.Draw(context, run, trained, evaluation, folder);
        }

        return new VerbResult(document.Add("files", folder?.Staged ?? []), folder);
    }

    private static CategoryRun Configured(VerbContext context, TrainedCategories trained, string shown)
    {
        ConfigurationFile file = ConfigurationFile.Read(context.Host.Resolve(shown), shown);
        CategorySettings settings = CategorySettings.Read(file, context.Seed, context.Threads);
        string[] scores = [.. settings.Scores.Select(score => score.Name)];
        if (!scores.SequenceEqual(trained.Definition.ScoreNames))
            throw new InputException($"{shown}: its scores are {string.Join(", ", scores)}, but the categories divide {string.Join(", ", trained.Definition.ScoreNames)}.");
        return CategoryRun.Read(context, file.Name, file.Text, settings with { Model = trained.Definition.Model }, trained.Definition.Model);
    }
}
