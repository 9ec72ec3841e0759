using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Training;

namespace Pullback.Learning.Observables;

/// <summary>The state of one training: weights, optimizer, batches, best weights, history.</summary>
internal sealed class TrainingRun<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ObservableOptions _options;
    private readonly ObservableData _data;
    private readonly FeatureScaling _scaling;
    private readonly TrainingSample<T>[] _samples;
    private readonly EventBatch<T> _all;
    private readonly EventBatch<T>? _validation;
    private readonly BatchJoint<T> _joint = new();
    private readonly ObservableProgram<T> _step;
    private readonly ObservableProgram<T> _evaluation;
    private readonly MetricsEvaluator _metrics;
    private readonly Optimizer<T> _optimizer;
    private readonly T[] _weights;
    private readonly T[] _gradient;
    private readonly T[] _best;
    private readonly List<EpochReport> _history = [];
    private readonly string _fingerprint;
    private readonly int _threads;
    private double? _bestLoss;
    private int _bestEpoch;

    public TrainingRun(ObservableOptions options, ObservableData data, TemplateModel model, FeatureScaling scaling)
    {
        _options = options;
        _data = data;
        _scaling = scaling;
        TrainingOptions training = options.Training;
        IReadOnlyList<int> masks = options.Network.Dropout > 0 ? options.Network.Hidden : [];
        _samples = [.. data.Sets.Select(set => new TrainingSample<T>(set, scaling, training.ValidationFraction, masks, training.Seed))];
        _all = new BatchJoint<T>().Join([.. _samples.Select(s => s.All)]);
        _validation = training.ValidationFraction > 0 ? new BatchJoint<T>().Join([.. _samples.Select(s => s.Validation ?? s.All)]) : null;
        _step = new ObservableProgram<T>(options, data, model, withGradient: true);
        _evaluation = new ObservableProgram<T>(options, data, model, withGradient: false);
        _metrics = new MetricsEvaluator(model, options.Objective.Poi);
        _weights = new T[_step.Weights.Length];
        _gradient = new T[_weights.Length];
        _best = training.EarlyStopping is null ? [] : new T[_weights.Length];
        _optimizer = training.Optimizer.Create<T>(_weights.Length);
        _step.Network.Initialize<T>(_weights, training.Seed);
        _step.Summary.Initialize<T>(_weights);
        _fingerprint = TrainingFingerprint.Of(options, data);
        _threads = training.Threads > 0 ? training.Threads : Environment.ProcessorCount;
    }

    /// <summary>Continues from a checkpoint.</summary>
    public void Restore(TrainingCheckpoint checkpoint)
    {
        if (checkpoint.Fingerprint != _fingerprint)
        {
            throw new ArgumentException(
                "The checkpoint belongs to another training: its options, events or seed are different. Resume with the same configuration and files, or start anew.", nameof(checkpoint));
        }

        Copy(checkpoint.Weights, _weights);
        if (_best.Length > 0) Copy(checkpoint.BestWeights, _best);
        _optimizer.Restore(checkpoint.Steps, [.. checkpoint.OptimizerState.Select(s => (ReadOnlyMemory<T>)MemoryMarshal.Cast<byte, T>(s.Span).ToArray())]);
        _bestLoss = checkpoint.BestLoss;
        _bestEpoch = checkpoint.BestEpoch;
        _history.AddRange(checkpoint.History);
    }

    /// <summary>Runs the remaining epochs.</summary>
    public ObservableTrainingResult Train(IProgress<EpochReport>? progress, Action<TrainingCheckpoint>? checkpoint, CancellationToken cancellation)
    {
        int epochs = _options.Training.Epochs;
        TrainingCheckpoint? last = null;
        while (_history.Count < epochs && !Exhausted())
        {
            // A batch that was cancelled half-way leaves weights between two epochs, so the state to keep is taken before it.
            if (checkpoint is not null && cancellation.CanBeCanceled && last is null) last = Snapshot();
            try
            {
                EpochReport report = Epoch(_history.Count, cancellation);
                _history.Add(report);
                progress?.Report(report);
            }
            catch (OperationCanceledException)
            {
                if (last is not null) checkpoint!(last);
                throw;
            }

            last = null;
            bool isLast = _history.Count == epochs || Exhausted();
            if (checkpoint is not null && (isLast || _history.Count % _options.Training.CheckpointEvery == 0))
            {
                last = Snapshot();
                checkpoint(last);
            }
        }

        return Finish(cancellation);
    }

    public void Dispose()
    {
        _step.Dispose();
        _evaluation.Dispose();
    }

    private static void Copy(ReadOnlyMemory<byte> stored, T[] target)
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(stored.Span);
        if (values.Length != target.Length)
            throw new ArgumentException($"The checkpoint has {values.Length} weights, but the network has {target.Length}. Resume with the same configuration.", nameof(stored));
        values.CopyTo(target);
    }

    private static ReadOnlyMemory<byte> Bytes(ReadOnlySpan<T> values) => MemoryMarshal.AsBytes(values).ToArray();

    private EpochReport Epoch(int epoch, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan statistics = _step.Objective.Elapsed + _evaluation.Objective.Elapsed;
        TrainingOptions training = _options.Training;
        double factor = training.Schedule.RateFactor(epoch, training.Epochs);
        int steps = Steps();
        ObservableMetrics? before = null;
        ObservableMetrics? validation = Validate(cancellation);
        bool dropout = _options.Network.Dropout > 0;
        if (dropout) before = Evaluate(_all, cancellation);
        if (steps > 1)
        {
            foreach (TrainingSample<T> sample in _samples) sample.Shuffle(epoch);
        }

        double norm = 0;
        for (int step = 0; step < steps; step++)
        {
            long update = ((long)epoch * steps) + step;
            EventBatch<T> batch = Batch(step, steps, update);
            _step.Run(_weights, batch, others: null, cancellation);
            _step.Gradient(_gradient);
            before ??= steps == 1 ? _metrics.Of(_step) : Complete(_step.Sums(batch), steps, cancellation);
            if (step == 0) KeepBest(epoch, before, validation);
            norm = Norm(epoch);
            training.Clipping.Apply<T>(_gradient);
            _optimizer.Update(_weights, _gradient, factor, _threads);
        }

        statistics = _step.Objective.Elapsed + _evaluation.Objective.Elapsed - statistics;
        return new EpochReport(
            epoch + 1, before!, validation, training.Optimizer.LearningRate * factor, norm, Stopwatch.GetElapsedTime(start).TotalSeconds, statistics.TotalSeconds);
    }

    private EventBatch<T> Batch(int step, int steps, long update) => steps == 1 && _options.Network.Dropout == 0
        ? _all
        : _joint.Join([.. _samples.Select(s => s.Deal(step, steps, update, _options.Network.Dropout))]);

    private ObservableMetrics? Validate(CancellationToken cancellation) => _validation is { } events ? Evaluate(events, cancellation) : null;

    // The results of all events before the first update: the first step has already seen its share of them.
    private ObservableMetrics Complete(double[][] firstStep, int steps, CancellationToken cancellation) =>
        Evaluate(_joint.Join([.. _samples.Select(s => s.AfterFirst(steps))]), cancellation, firstStep);

    private ObservableMetrics Evaluate(EventBatch<T> events, CancellationToken cancellation, double[][]? others = null)
    {
        _evaluation.Run(_weights, events, others, cancellation);
        return _metrics.Of(_evaluation);
    }

    // Every sample gives the same share of its events to every step, and at least one.
    private int Steps()
    {
        int largest = _samples.Max(s => s.All.Count);
        int smallest = _samples.Min(s => s.All.Count);
        return _options.Training.BatchSize is { } size ? Math.Clamp((largest + size - 1) / size, 1, smallest) : 1;
    }

    private double Norm(int epoch)
    {
        double norm = GradientNorm.Of<T>(_gradient);
        return double.IsFinite(norm)
            ? norm
            : throw new ArithmeticException(string.Create(
                CultureInfo.InvariantCulture,
                $"Epoch {epoch + 1}: the gradient is {norm}. The training has left the range of numbers; use a smaller learning rate, or clip the gradient."));
    }

    private void KeepBest(int epoch, ObservableMetrics training, ObservableMetrics? validation)
    {
        if (_options.Training.EarlyStopping is not { } stopping) return;
        double loss = (validation ?? training).Loss;
        if (_bestLoss is { } best && !(loss < best - stopping.MinimumImprovement)) return;
        _bestLoss = loss;
        _bestEpoch = epoch;
        _weights.CopyTo(_best, 0);
    }

    private bool Exhausted() => _options.Training.EarlyStopping is { } stopping && _bestLoss is not null && _history.Count - 1 - _bestEpoch >= stopping.Patience;

    private TrainingCheckpoint Snapshot() => new()
    {
        Fingerprint = _fingerprint,
        Epochs = _history.Count,
        Steps = _optimizer.Steps,
        Weights = Bytes(_weights),
        OptimizerState = [.. _optimizer.State.Select(s => Bytes(s.Span))],
        BestWeights = Bytes(_best),
        BestLoss = _bestLoss,
        BestEpoch = _bestEpoch,
        History = [.. _history],
    };

    private ObservableTrainingResult Finish(CancellationToken cancellation)
    {
        ObservableMetrics final = Evaluate(_all, cancellation);
        ObservableMetrics? validation = Validate(cancellation);
        int? restored = null;
        if (_bestLoss is { } best && best < (validation ?? final).Loss)
        {
            _best.CopyTo(_weights, 0);
            restored = _bestEpoch;
            final = Evaluate(_all, cancellation);
            validation = Validate(cancellation);
        }

        var definition = new ObservableDefinition(_data.FeatureNames, _data.FeatureExpressions, _scaling, _options.Network, _options.Summary, _options.Recipe, _options.Objective);
        return new ObservableTrainingResult(new TrainedObservable(definition, Bytes(_weights).ToArray()), [.. _history], final, validation, restored);
    }
}
