using System.Globalization;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;
using Pullback.Statistics.Minimization;

namespace Pullback.Cli.Categories;

/// <summary>What a configuration of categories amounts to: events, model, objective, training.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">The text of the configuration; empty where there is none.</param>
/// <param name="Settings">What it says.</param>
/// <param name="Data">The events.</param>
/// <param name="Reweighting">Factors that follow the categories, or null.</param>
internal sealed record CategoryRun(string Name, string Text, CategorySettings Settings, CategoryData Data, SidebandReweighting? Reweighting)
{
    /// <summary>The processes whose counts carry factors.</summary>
    public IReadOnlyCollection<string> Reweighted => Reweighting?.Processes ?? [];

    /// <summary>Reads a configuration and its events.</summary>
    public static CategoryRun Read(VerbContext context, string shown)
    {
        ConfigurationFile file = ConfigurationFile.Read(context.Host.Resolve(shown), shown);
        CategorySettings settings = CategorySettings.Read(file, context.Seed, context.Threads);
        return Read(context, file.Name, file.Text, settings, settings.Model);
    }

    /// <summary>Reads the events of a configuration.</summary>
    /// <param name="context">The run.</param>
    /// <param name="name">What the run is called.</param>
    /// <param name="text">The text of the configuration.</param>
    /// <param name="settings">What it says.</param>
    /// <param name="model">The model that the mass windows are followed for.</param>
    public static CategoryRun Read(VerbContext context, string name, string text, CategorySettings settings, CategoryModelOptions model) => Guard(() =>
    {
        (CategoryData data, var beside) = CategoryEvents.Read(
            settings.Data, settings.Scores, settings.BumpHunt is { } hunt ? [hunt.Mass] : [], context.Seed, context.Threads, context.Cancellation);
        string[] problems = [.. data.Problems()];
        if (problems.Length == 0) problems = [.. settings.Objective.Problems(data)];
        if (problems.Length > 0) throw new InputException($"{name}: {string.Join(" ", problems)}");
        if (!settings.IncludeOutside && model is SigmoidOptions sigmoid && data.OutsideProblems(sigmoid) is { Count: > 0 } outside)
            throw new InputException($"{name}: {string.Join(" ", outside)} Widen the range, select events with 'where', or take them into the outer bins with 'outside: include' in model.");
        SidebandReweighting? reweighting = settings.BumpHunt is { } bump ? BumpHuntSection.Create(bump, model.Create(), data, beside[0]) : null;
        return new CategoryRun(name, text, settings, data, reweighting);
    });

    /// <summary>The same events with another model.</summary>
    public CategoryRun With(VerbContext context, CategoryModelOptions model) => Settings.BumpHunt is null
        ? this with { Settings = Settings with { Model = model } }
        : Read(context, Name, Text, Settings with { Model = model }, model);

    /// <summary>Trains.</summary>
    public CategoryTrainingResult Train(IProgress<CategoryProgress>? progress, CategoryCheckpoint? resume, Action<CategoryCheckpoint>? checkpoint, CancellationToken cancellation) => Guard(() =>
    {
        try
        {
            return new CategoryTrainer(Settings.Model.Create(), Data, Settings.Objective, Settings.Training, Reweighting).Train(progress, resume, checkpoint, cancellation);
        }
        catch (ArgumentException problem) when (problem.ParamName == nameof(resume))
        {
            throw new InputException("--resume: " + WithoutParameter(problem), problem);
        }
        catch (ArithmeticException problem) when (problem is not FitFailedException)
        {
            throw new ComputationException(
                $"{Name}: the training diverged: the loss or its gradient is no longer a number. Take a smaller training.optimizer.learning_rate, bound the gradient with training.clip, or look for extreme scores, weights and starts.",
                problem);
        }
    });

    /// <summary>What is said about the categories of a start.</summary>
    public CategoryEvaluation Evaluate(CategoryStartResult start, int threads, CancellationToken cancellation) => Guard(() =>
        CategoryEvaluation.Of(Settings.Model.Create(), [.. start.Parameters], start.Temperature, Data, Settings.Objective, Reweighting, threads, cancellation));

    /// <summary>The trained categories of a start.</summary>
    public TrainedCategories Trained(CategoryStartResult start, ulong seed) => new(
        new CategoryDefinition(
            Settings.Model,
            start.Temperature,
            Data.ScoreNames,
            Data.ScoreExpressions,
            Data.Signals,
            new Dictionary<string, string>
            {
                ["objective"] = Settings.Objective.Title,
                ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
            }),
        [.. start.Parameters]);

    // The parameter of a method says nothing to a person at the command line.
    private static string WithoutParameter(ArgumentException problem) =>
        problem.ParamName is { } name ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : problem.Message;

    /// <summary>Turns the library's complaints into those of the command line.</summary>
    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception problem) when (problem is FitFailedException or ArithmeticException)
        {
            throw new ComputationException(problem.Message, problem);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(WithoutParameter(problem), problem);
        }
    }
}
