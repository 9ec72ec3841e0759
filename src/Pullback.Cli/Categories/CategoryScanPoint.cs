using Pullback.Cli.CommandLine;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Categories;

/// <summary>One number of categories of a scan.</summary>
/// <param name="Categories">The number.</param>
/// <param name="Run">The configuration with that number.</param>
/// <param name="Result">The training.</param>
/// <param name="Evaluation">What the best start leads to.</param>
/// <param name="Optimum">The significance of the exact optimum, or null where there is none.</param>
internal sealed record CategoryScanPoint(int Categories, CategoryRun Run, CategoryTrainingResult Result, CategoryEvaluation Evaluation, double? Optimum)
{
    /// <summary>Trains a number of categories.</summary>
    public static CategoryScanPoint Of(VerbContext context, CategoryRun run, int categories)
    {
        CategoryModelOptions model = run.Settings.Model switch
        {
            GaussianMixtureOptions mixture => mixture with { Categories = categories },
            SigmoidOptions sigmoid => sigmoid with { Variables = [sigmoid.Variables[0] with { Bins = categories }] },
            { } other => other,
        };
        CategoryRun own = CategoryRun.Guard(() => run.With(context, model));
        CategoryTrainingResult result = own.Train(progress: null, resume: null, checkpoint: null, context.Cancellation);
        return new CategoryScanPoint(categories, own, result, own.Evaluate(result.BestStart, context.Threads, context.Cancellation), Exact(context, own, categories));
    }

    /// <summary>The point as JSON.</summary>
    public JsonFields Fields()
    {
        CategoryStartResult best = Result.BestStart;
        JsonFields fields = CategoryFields.Of(Evaluation, Run.Data, Run.Settings.Objective, Run.Reweighted).Add("categories", Categories).Add("hard_loss", best.Hard.Loss);
        fields = Optimum is { } optimum ? fields.Add("optimum", optimum) : fields.AddMissing("optimum", "there is an exact optimum for one score, one signal and counts without factors alone");
        return fields.AddBoundaries(Run.Settings.Model.Create(), [.. best.Parameters], best.Temperature);
    }

    private static double? Exact(VerbContext context, CategoryRun run, int categories)
    {
        if (run.Data.ScoreNames.Count != 1 || run.Data.Signals.Count != 1 || run.Reweighting is not null || run.Settings.Objective is not AsimovObjective counting) return null;
        try
        {
            CategoryPenalties penalties = counting.Penalties;
            ExactResult result = ExactCategories.Find(
                run.Data,
                new ExactOptions
                {
                    Categories = categories,
                    Form = counting.Form,
                    RelativeUncertainty = counting.RelativeUncertainty,
                    Constraints = new CategoryConstraints
                    {
                        MinimumBackground = penalties.LowBackgroundWeight > 0 ? penalties.MinimumBackground : 0,
                        MaximumRelativeUncertainty = penalties.HighUncertaintyWeight > 0 ? penalties.MaximumUncertainty : null,
                    },
                    Threads = context.Threads,
                },
                context.Cancellation);
            return result.Most == categories ? result.Of(categories).Significances[0] : null;
        }
        catch (ArgumentException)
        {
            // No categories meet the penalties as constraints; the trained ones pay for that instead.
            return null;
        }
    }
}
