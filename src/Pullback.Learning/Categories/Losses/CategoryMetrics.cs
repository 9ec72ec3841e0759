using Pullback.Autodiff;

namespace Pullback.Learning.Categories.Losses;

/// <summary>The results of given counts: what an objective makes of categories, hard or soft, wherever their counts come from.</summary>
public sealed class CategoryMetrics : IDisposable
{
    private readonly CategoryObjective _objective;
    private readonly Expr _sums;
    private readonly Expr _squares;
    private readonly Expr? _factors;
    private readonly CategoryLoss _loss;
    private readonly Evaluator _evaluator;

    /// <summary>Traces the results.</summary>
    /// <param name="data">The events, or at least their structure.</param>
    /// <param name="objective">What is improved.</param>
    /// <param name="categories">The number of categories.</param>
    /// <param name="reweighted">The processes whose counts are multiplied with factors; null for none.</param>
    public CategoryMetrics(CategoryData data, CategoryObjective objective, int categories, IReadOnlyCollection<string>? reweighted = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(objective);
        _objective = objective;
        var graph = new Graph();
        Shape shape = Shape.Of(data.Columns.Count, categories);
        _sums = graph.Parameter("sums", shape);
        _squares = graph.Parameter("squares", shape);
        _factors = reweighted is { Count: > 0 } ? graph.Parameter("factors", Shape.Of(categories)) : null;
        _loss = new CategoryLoss(objective, new CategoryCounts(data, _sums, _squares, _factors, reweighted ?? []));
        _evaluator = CompiledProgram.Compile([_loss.Loss, .. _loss.Results, _loss.Combined, _loss.LowBackground, _loss.HighUncertainty], new ProgramOptions { Threads = 1 }).CreateEvaluator();
    }

    /// <summary>The results of counts.</summary>
    /// <param name="sums">Σ w γ. Shape [column, category].</param>
    /// <param name="squares">Σ w² γ. Shape [column, category].</param>
    /// <param name="factors">What the counts of the reweighted processes are multiplied with. Shape [category]; empty for none.</param>
    /// <exception cref="Statistics.Minimization.FitFailedException">A fit did not converge.</exception>
    public CategoryResult Of(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, ReadOnlySpan<double> factors = default)
    {
        _evaluator.Set(_sums, sums);
        _evaluator.Set(_squares, squares);
        if (_factors is { } expr) _evaluator.Set(expr, factors);
        _evaluator.Evaluate();
        return new CategoryResult(
            _evaluator.Scalar(_loss.Loss),
            [.. _loss.Results.Select(result => _evaluator.Scalar(result))],
            _evaluator.Scalar(_loss.Combined),
            _evaluator.Scalar(_loss.LowBackground),
            _evaluator.Scalar(_loss.HighUncertainty),
            _objective.Maximize);
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator.Dispose();
}
