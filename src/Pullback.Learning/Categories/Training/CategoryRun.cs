using System.Diagnostics;
using System.Globalization;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Training;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Training;

/// <summary>The state of one training from one start.</summary>
internal sealed class CategoryRun : IDisposable
{
    private readonly CategoryTask _task;
    private readonly CategoryTrainingOptions _options;
    private readonly int _start;
    private readonly CategoryProgram[] _steps;
    private readonly CategoryProgram? _validation;
    private readonly CategoryProgram? _soft;
    private readonly CategoryMetrics _metrics;
    private readonly Optimizer<double> _optimizer;
    private readonly double[] _parameters;
    private readonly double[] _gradient;
    private readonly double[] _best;
    private readonly List<CategoryEpoch> _history = [];
    private double[] _factors = [];
    private double? _bestLoss;
    private int _bestEpoch;

    public CategoryRun(CategoryTask task, int start, double[] parameters)
    {
        _task = task;
        _options = task.Options;
        _start = start;
        IReadOnlyCollection<string> reweighted = task.Reweighting?.Processes ?? [];
        _steps = [.. task.Batches.Select(yields => new CategoryProgram(yields, task.Objective, reweighted, withGradient: true))];
        _validation = task.Validation is { } events ? new CategoryProgram(events, task.Objective, reweighted, withGradient: false) : null;
        _soft = _steps.Length > 1 ? new CategoryProgram(task.All, task.Objective, reweighted, withGradient: false) : null;
        _metrics = new CategoryMetrics(task.All.Data, task.Objective, task.Model.Categories, reweighted);
        _parameters = parameters;
        _gradient = new double[parameters.Length];
        _best = _options.Training.EarlyStopping is null ? [] : new double[parameters.Length];
        _optimizer = _options.Training.Optimizer.Create<double>(parameters.Length);
    }

    /// <summary>The epochs done.</summary>
    public IReadOnlyList<CategoryEpoch> History => _history;

    /// <summary>Whether early stopping has ended the training.</summary>
    public bool Exhausted =>
        _options.Training.EarlyStopping is { } stopping && _bestLoss is not null && _history.Count - 1 - _bestEpoch >= stopping.Patience;

    /// <summary>Whether nothing is left to do.</summary>
    public bool Done => Exhausted || _history.Count >= _options.Training.Epochs;

    /// <summary>Continues from a stored state.</summary>
    public void Restore(CategoryRunState state)
    {
        state.Parameters.CopyTo(_parameters);
        if (_best.Length > 0) state.BestParameters.CopyTo(_best);
        _optimizer.Restore(state.Steps, state.OptimizerState);
        _factors = state.Factors.ToArray();
        (_bestLoss, _bestEpoch) = (state.BestLoss, state.BestEpoch);
        _history.AddRange(state.History);
    }

    /// <summary>The state to store.</summary>
    public CategoryRunState State() => new()
    {
        Parameters = (double[])_parameters.Clone(),
        BestParameters = (double[])_best.Clone(),
        Steps = _optimizer.Steps,
        OptimizerState = [.. _optimizer.State.Select(s => (ReadOnlyMemory<double>)s.ToArray())],
        Factors = (double[])_factors.Clone(),
        BestLoss = _bestLoss,
        BestEpoch = _bestEpoch,
        History = [.. _history],
    };

    /// <summary>Runs one epoch.</summary>
    public void Advance(CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        TrainingOptions training = _options.Training;
        int epoch = _history.Count;
        double temperature = _options.TemperatureOf(_task.Model, epoch);
        if (_task.Reweighting is { } reweighting && epoch % reweighting.UpdateEvery == 0) _factors = reweighting.Factors(_parameters, temperature, cancellation);
        double factor = training.Schedule.RateFactor(epoch, training.Epochs);
        double? validation = null;
        if (_validation is { } unseen)
        {
            unseen.Run(_parameters, temperature, _factors, cancellation);
            validation = unseen.Loss;
            Require(epoch, unseen.Loss);
        }

        // With batches the loss before the update is that of all events.
        _soft?.Run(_parameters, temperature, _factors, cancellation);
        int[] order = _steps.Length == 1 ? [0] : new RandomStream(training.Seed, string.Create(CultureInfo.InvariantCulture, $"category batch order {_start}"), (ulong)epoch).Permutation(_steps.Length);
        CategoryEpoch? report = null;
        foreach (int step in order)
        {
            CategoryProgram program = _steps[step];
            program.Run(_parameters, temperature, _factors, cancellation);
            if (report is null)
            {
                CategoryProgram whole = _soft ?? program;
                Require(epoch, whole.Loss);
                KeepBest(epoch, validation ?? whole.Loss);
                CategoryLook? look = epoch % _options.LookEvery == 0 ? Look(whole, temperature, cancellation) : null;
                report = new CategoryEpoch(
                    epoch + 1, whole.Loss, whole.Results, whole.Penalties.LowBackground, whole.Penalties.HighUncertainty, validation, training.Optimizer.LearningRate * factor, temperature, 0, look);
            }

            program.Gradient.CopyTo(_gradient);
            foreach (double g in _gradient) Require(epoch, g);
            training.Clipping.Apply<double>(_gradient);
            _optimizer.Update(_parameters, _gradient, factor);
        }

        _history.Add(report! with { Seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds });
    }

    /// <summary>The end of the training: the parameters, the best ones if they were kept, and the hard categories.</summary>
    public CategoryStartResult Finish(CancellationToken cancellation)
    {
        // A training that stopped early is judged, and ends, at the temperature that it has reached.
        double temperature = _options.TemperatureOf(_task.Model, _history.Count);
        int? restored = null;
        if (_bestLoss is { } best)
        {
            CategoryProgram last = _validation ?? _soft ?? _steps[0];
            last.Run(_parameters, temperature, _factors, cancellation);
            // A last update that left the range of numbers is no better either.
            if (!(last.Loss <= best))
            {
                _best.CopyTo(_parameters, 0);
                restored = _bestEpoch;
                temperature = _options.TemperatureOf(_task.Model, _bestEpoch);
            }
        }

        if (_task.Reweighting is { } reweighting) _factors = reweighting.Factors(_parameters, temperature, cancellation);
        CategoryProgram program = _soft ?? _steps[0];
        program.Run(_parameters, temperature, _factors, cancellation);
        Require(_history.Count - 1, program.Loss);
        return new CategoryStartResult((double[])_parameters.Clone(), temperature, Look(program, temperature, cancellation), [.. _history], restored);
    }

    public void Dispose()
    {
        foreach (CategoryProgram step in _steps) step.Dispose();
        _validation?.Dispose();
        _soft?.Dispose();
        _metrics.Dispose();
    }

    private static void Require(int epoch, double value)
    {
        if (double.IsFinite(value)) return;
        throw new ArithmeticException(string.Create(
            CultureInfo.InvariantCulture, $"Epoch {epoch + 1}: the loss or its gradient is {value}. The training has left the range of numbers; use a smaller learning rate, or clip the gradient."));
    }

    private void KeepBest(int epoch, double loss)
    {
        if (_options.Training.EarlyStopping is not { } stopping) return;
        if (_bestLoss is { } best && !(loss < best - stopping.MinimumImprovement)) return;
        _bestLoss = loss;
        _bestEpoch = epoch;
        _parameters.CopyTo(_best, 0);
    }

    private CategoryLook Look(CategoryProgram soft, double temperature, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        YieldTable hard = _task.All.Hard(_parameters, temperature);
        CategoryResult result = _metrics.Of(hard.Sums, hard.Squares, _task.Reweighting?.HardFactors(_parameters, temperature, cancellation));
        double[] signal = hard.NominalSquares([.. _task.All.Data.Signals]);
        double[] background = hard.NominalSquares([.. _task.All.Data.Backgrounds]);
        int withoutBackground = signal.Zip(background).Count(category => category.First > 0 && category.Second == 0);
        return new CategoryLook(result.Loss, result.Results, AssignmentBias.Of(hard, soft.Yields), withoutBackground, (double[])_parameters.Clone());
    }
}
