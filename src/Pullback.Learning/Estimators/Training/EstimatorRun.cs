using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Pullback.Learning.Estimators.Training.Rows;
using Pullback.Learning.Training;

namespace Pullback.Learning.Estimators.Training;

/// <summary>The state of one training of an estimator.</summary>
internal sealed class EstimatorRun<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ValidationBatch = 4096;
    private readonly EstimatorTrainingOptions _options;
    private readonly RowStore<T> _rows;
    private readonly BitArray? _kept;
    private readonly RowStore<T>? _validationRows;
    private readonly EstimatorProgram<T> _step;
    private readonly EstimatorProgram<T>? _validation;
    private readonly Optimizer<T> _optimizer;
    private readonly T[] _weights;
    private readonly T[] _gradient;
    private readonly T[] _best;
    private readonly string _fingerprint;
    private readonly int _batch;
    private readonly double? _normalization;
    private readonly List<EstimatorEpoch> _history = [];
    private double? _bestLoss;
    private int _bestEpoch;

    /// <summary>Prepares a training.</summary>
    /// <param name="definition">The estimator.</param>
    /// <param name="layout">The packed rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="kept">The rows kept for validation; null for none.</param>
    /// <param name="validationRows">Rows of an own validation sample; null for none.</param>
    /// <param name="start">Weights to continue from; empty draws them.</param>
    /// <param name="options">How to train.</param>
    /// <param name="fingerprint">What identifies the training.</param>
    public EstimatorRun(
        EstimatorDefinition definition, RowLayout layout, RowStore<T> rows, BitArray? kept, RowStore<T>? validationRows, ReadOnlyMemory<double> start, EstimatorTrainingOptions options, string fingerprint)
    {
        _options = options;
        _rows = rows;
        _kept = kept;
        _validationRows = validationRows ?? (kept is null ? null : rows);
        _fingerprint = fingerprint;
        _normalization = definition.BatchNormalization;
        _batch = (int)Math.Min(options.Training.BatchSize ?? int.MaxValue, rows.Count);
        _step = new EstimatorProgram<T>(definition, layout, options, _batch, withGradient: true);
        _validation = _validationRows is null ? null : new EstimatorProgram<T>(definition, layout, options, (int)Math.Min(ValidationBatch, _validationRows.Count), withGradient: false);
        _weights = new T[_step.Weights.Length];
        _gradient = new T[_weights.Length];
        _best = _validation is null || options.Training.EarlyStopping is null ? [] : new T[_weights.Length];
        _optimizer = options.Training.Optimizer.Create<T>(_weights.Length);
        if (start.Length == 0) FirstWeights.Fill<T>(definition, _step.Weights, _weights, options.Training.Seed);
        for (int i = 0; i < start.Length; i++) _weights[i] = T.CreateChecked(start.Span[i]);
    }

    /// <summary>Whether nothing is left to do.</summary>
    public bool Done => _history.Count >= _options.Training.Epochs || Exhausted;

    /// <summary>The epochs done.</summary>
    public IReadOnlyList<EstimatorEpoch> History => _history;

    private bool Exhausted => _best.Length > 0 && _bestLoss is not null && _history.Count - _bestEpoch >= _options.Training.EarlyStopping!.Patience;

    /// <summary>Continues from a stored state.</summary>
    /// <param name="checkpoint">The state.</param>
    /// <exception cref="ArgumentException">It belongs to another training.</exception>
    public void Restore(EstimatorCheckpoint checkpoint)
    {
        if (checkpoint.Fingerprint != _fingerprint)
        {
            throw new ArgumentException(
                "The checkpoint belongs to another training: its options, events or seed are different. Resume with the same configuration and files, or start anew.", nameof(checkpoint));
        }

        MemoryMarshal.Cast<byte, T>(checkpoint.Weights.Span).CopyTo(_weights);
        MemoryMarshal.Cast<byte, T>(checkpoint.BestWeights.Span).CopyTo(_best);
        _optimizer.Restore(checkpoint.Steps, [.. checkpoint.OptimizerState.Select(s => (ReadOnlyMemory<T>)MemoryMarshal.Cast<byte, T>(s.Span).ToArray())]);
        (_bestLoss, _bestEpoch) = (checkpoint.BestLoss, checkpoint.BestEpoch);
        _history.AddRange(checkpoint.History);
    }

    /// <summary>The state to store.</summary>
    public EstimatorCheckpoint State() => new()
    {
        Fingerprint = _fingerprint,
        Steps = _optimizer.Steps,
        Weights = MemoryMarshal.AsBytes<T>(_weights).ToArray(),
        BestWeights = MemoryMarshal.AsBytes<T>(_best).ToArray(),
        OptimizerState = [.. _optimizer.State.Select(s => (ReadOnlyMemory<byte>)MemoryMarshal.AsBytes(s.Span).ToArray())],
        BestLoss = _bestLoss,
        BestEpoch = _bestEpoch,
        History = [.. _history],
    };

    /// <summary>Runs one epoch.</summary>
    /// <param name="cancellation">Ends it early; the state is then between two epochs.</param>
    public EstimatorEpoch Advance(CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        TrainingOptions training = _options.Training;
        int epoch = _history.Count;
        double factor = training.Schedule.RateFactor(epoch, training.Epochs);
        EstimatorLoss loss = Train(epoch, factor, cancellation);
        EstimatorLoss? validation = _validation is null ? null : Validate(cancellation);
        if (validation is not null) Require(epoch, validation.Total);
        var report = new EstimatorEpoch(epoch + 1, loss, validation, training.Optimizer.LearningRate * factor, Stopwatch.GetElapsedTime(begin).TotalSeconds);
        _history.Add(report);
        if (_best.Length > 0 && (_bestLoss is not { } best || validation!.Total < best - training.EarlyStopping!.MinimumImprovement))
        {
            _bestLoss = validation!.Total;
            _bestEpoch = epoch + 1;
            _weights.CopyTo(_best, 0);
        }

        return report;
    }

    /// <summary>The weights at the end: those of the epoch with the smallest validation loss where they were kept, else the last.</summary>
    /// <returns>The weights, shape [weight], and their epoch from 1.</returns>
    public (double[] Weights, int Epoch) Finish()
    {
        // The last epoch may be as good as the best one within the demanded improvement; it is kept if it is the smallest.
        bool restore = _bestLoss is { } best && _history[^1].Validation!.Total > best;
        return (Array.ConvertAll(restore ? _best : _weights, w => double.CreateChecked(w)), restore ? _bestEpoch : _history.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _step.Dispose();
        _validation?.Dispose();
    }

    private static void Require(int epoch, double value)
    {
        if (double.IsFinite(value)) return;
        throw new ArithmeticException(string.Create(
            CultureInfo.InvariantCulture, $"Epoch {epoch + 1}: the loss is {value}. The training has left the range of numbers; use a smaller learning rate, clip the gradient, or look for extreme values in the data."));
    }

    private EstimatorLoss Train(int epoch, double factor, CancellationToken cancellation)
    {
        var total = new LossSum(_step);
        using var pass = new RowPass<T>(_rows, _kept, validation: false, _options.Training.Seed, epoch, _options.ShuffleRows);
        while (pass.Next(_batch, out ReadOnlySpan<T> rows, out ReadOnlySpan<int> indices))
        {
            double weight = _step.Run(_weights, rows, indices, _optimizer.Steps, cancellation);
            total.Add(weight, indices.Length);
            _step.Gradient(_gradient);
            _options.Training.Clipping.Apply<T>(_gradient);
            _optimizer.Update(_weights, _gradient, factor);

            // The first batches count alike, whatever the share; a small last batch counts by its size.
            if (_normalization is { } share) _step.Normalize(_weights, Math.Max(share, 1.0 / _optimizer.Steps) * indices.Length / _batch);
            if (!double.IsFinite(_step.Loss)) Require(epoch, _step.Loss);
        }

        return total.Result("training");
    }

    private EstimatorLoss Validate(CancellationToken cancellation)
    {
        var total = new LossSum(_validation!);
        BitArray? kept = ReferenceEquals(_validationRows, _rows) ? _kept : null;
        using var pass = new RowPass<T>(_validationRows!, kept, validation: kept is not null, seed: null, epoch: 0, _options.ShuffleRows);
        while (pass.Next(ValidationBatch, out ReadOnlySpan<T> rows, out ReadOnlySpan<int> indices))
            total.Add(_validation!.Run(_weights, rows, indices, 0, cancellation), indices.Length);
        return total.Result("validation");
    }

    /// <summary>Adds up the losses of batches.</summary>
    private sealed class LossSum(EstimatorProgram<T> program)
    {
        private readonly double[] _parts = new double[program.PartNames.Count];
        private double _total;
        private double _weight;

        public void Add(double weight, int events)
        {
            _total += program.Loss * events;
            for (int i = 0; i < _parts.Length; i++) _parts[i] += program.Part(i) * events;
            _weight += weight;
        }

        public EstimatorLoss Result(string purpose) => _weight > 0
            ? new(_total / _weight, program.PartNames.Zip(_parts).ToDictionary(part => part.First, part => part.Second / _weight))
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The weights of the events for {purpose} add up to {_weight:G6} of their mean, but their sum must be positive. Give more events, another share for validation, or weights of fewer signs."), nameof(purpose));
    }
}
