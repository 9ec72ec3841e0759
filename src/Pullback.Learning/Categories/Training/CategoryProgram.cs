using Pullback.Autodiff;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Learning.Categories.Training;

/// <summary>The chain from the parameters of the categories to the loss and back: counts in closed form, the rest as a graph.</summary>
internal sealed class CategoryProgram : IDisposable
{
    private readonly CategoryYields _yields;
    private readonly Expr _parameters;
    private readonly Expr _temperature;
    private readonly Expr? _factors;
    private readonly Expr _sums;
    private readonly Expr _squares;
    private readonly Expr? _gradient;
    private readonly CategoryLoss _loss;
    private readonly Evaluator _evaluator;

    /// <summary>Traces and plans the chain.</summary>
    /// <param name="yields">The events.</param>
    /// <param name="objective">What is improved.</param>
    /// <param name="reweighted">The processes whose counts are multiplied with factors; empty for none.</param>
    /// <param name="withGradient">Whether the gradient is computed.</param>
    public CategoryProgram(CategoryYields yields, CategoryObjective objective, IReadOnlyCollection<string> reweighted, bool withGradient)
    {
        _yields = yields;
        var graph = new Graph();
        _parameters = graph.Parameter("parameters", Shape.Of(yields.Model.ParameterCount));
        _temperature = graph.Parameter("temperature");
        int categories = yields.Model.Categories;
        _factors = reweighted.Count > 0 ? graph.Parameter("factors", Shape.Of(categories)) : null;
        (_sums, _squares) = new YieldFunction(yields).Of(_parameters, _temperature);
        _loss = new CategoryLoss(objective, new CategoryCounts(yields.Data, _sums, _squares, _factors, reweighted));
        _gradient = withGradient ? Derivatives.Gradient(_loss.Loss, _parameters)[0] : null;
        Expr[] outputs = [_loss.Loss, .. _loss.Results, _loss.Combined, _loss.LowBackground, _loss.HighUncertainty, _sums, _squares];
        // A training that diverges is told of in its own words, by epoch.
        var options = new ProgramOptions { Threads = 1, NonFinite = NonFinitePolicy.Allow };
        _evaluator = CompiledProgram.Compile(_gradient is { } gradient ? [.. outputs, gradient] : outputs, options).CreateEvaluator();
    }

    /// <summary>The loss of the last run.</summary>
    public double Loss => _evaluator.Scalar(_loss.Loss);

    /// <summary>The results of the signals of the last run.</summary>
    public double[] Results => [.. _loss.Results.Select(result => _evaluator.Scalar(result))];

    /// <summary>The combined result of the last run.</summary>
    public double Combined => _evaluator.Scalar(_loss.Combined);

    /// <summary>The penalties of the last run, without their weights.</summary>
    public (double LowBackground, double HighUncertainty) Penalties => (_evaluator.Scalar(_loss.LowBackground), _evaluator.Scalar(_loss.HighUncertainty));

    /// <summary>The counts of the last run, before any factors.</summary>
    public YieldTable Yields => new(_yields.Columns, _yields.Model.Categories, _evaluator.Float64(_sums).ToArray(), _evaluator.Float64(_squares).ToArray());

    /// <summary>The gradient of the last run. Shape [parameter].</summary>
    public ReadOnlySpan<double> Gradient => _evaluator.Float64(_gradient!.Value);

    /// <summary>Evaluates the chain.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="factors">What the counts of the reweighted processes are multiplied with. Shape [category]; empty for none.</param>
    /// <param name="cancellation">Stops between chunks of events.</param>
    public void Run(ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> factors, CancellationToken cancellation)
    {
        _evaluator.Set(_parameters, parameters);
        _evaluator.Set(_temperature, temperature);
        if (_factors is { } expr) _evaluator.Set(expr, factors);
        _evaluator.Evaluate(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator.Dispose();
}
