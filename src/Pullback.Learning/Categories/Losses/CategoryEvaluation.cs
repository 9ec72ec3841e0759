using Pullback.Learning.Categories.Training;

namespace Pullback.Learning.Categories.Losses;

/// <summary>Everything that is said about categories on given events: counts, significances and results, soft and hard, and how far the two are apart.</summary>
/// <param name="Soft">The soft counts, before any factors.</param>
/// <param name="Hard">The counts with every event in one category, before any factors.</param>
/// <param name="SoftFactors">What the soft counts of the reweighted processes are multiplied with; empty for none. Shape [category].</param>
/// <param name="HardFactors">What the hard counts of the reweighted processes are multiplied with; empty for none. Shape [category].</param>
/// <param name="SoftSignificance">The significance of gato-hep with soft counts.</param>
/// <param name="HardSignificance">The significance of gato-hep with hard counts.</param>
/// <param name="SoftResult">The objective with soft counts.</param>
/// <param name="HardResult">The objective with hard counts.</param>
/// <param name="Bias">(hard − soft)/hard of the total counts. Shape [category].</param>
public sealed record CategoryEvaluation(
    YieldTable Soft,
    YieldTable Hard,
    IReadOnlyList<double> SoftFactors,
    IReadOnlyList<double> HardFactors,
    CategoryResult SoftSignificance,
    CategoryResult HardSignificance,
    CategoryResult SoftResult,
    CategoryResult HardResult,
    IReadOnlyList<double> Bias)
{
    /// <summary>Evaluates categories.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="data">The events.</param>
    /// <param name="objective">What the results are of.</param>
    /// <param name="reweighting">Factors that follow the categories, or null.</param>
    /// <param name="threads">Threads that share the work; 0 takes all cores. Never changes a result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">Model, events and objective do not fit; the message lists every problem found.</exception>
    /// <exception cref="Statistics.Minimization.FitFailedException">A fit did not converge.</exception>
    public static CategoryEvaluation Of(
        CategoryModel model,
        ReadOnlySpan<double> parameters,
        double temperature,
        CategoryData data,
        CategoryObjective objective,
        CategoryReweighting? reweighting = null,
        int threads = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var yields = new CategoryYields(model, data, threads);
        string[] problems = [.. objective.Problems(data)];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(objective));
        YieldTable soft = yields.Soft(parameters, temperature);
        YieldTable hard = yields.Hard(parameters, temperature);
        double[] softFactors = reweighting?.Factors(parameters, temperature, cancellation) ?? [];
        double[] hardFactors = reweighting?.HardFactors(parameters, temperature, cancellation) ?? [];
        using var counting = new CategoryMetrics(data, new AsimovObjective { Form = AsimovForm.Package }, model.Categories, reweighting?.Processes);
        using var metrics = new CategoryMetrics(data, objective, model.Categories, reweighting?.Processes);
        return new CategoryEvaluation(
            soft,
            hard,
            softFactors,
            hardFactors,
            counting.Of(soft.Sums, soft.Squares, softFactors),
            counting.Of(hard.Sums, hard.Squares, hardFactors),
            metrics.Of(soft.Sums, soft.Squares, softFactors),
            metrics.Of(hard.Sums, hard.Squares, hardFactors),
            AssignmentBias.Of(hard, soft));
    }
}
