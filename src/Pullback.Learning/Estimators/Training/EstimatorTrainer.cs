using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pullback.Autodiff;
using Pullback.Learning.Estimators.Training.Rows;
using Pullback.Learning.Training;

namespace Pullback.Learning.Estimators.Training;

/// <summary>Trains an estimator of a likelihood ratio, a score or a density on simulated events.</summary>
/// <remarks>
/// Results depend on options, events and seed alone: not on the number of threads, not on where the events are held, and not on whether a training was
/// interrupted and resumed. Reference: [MadMiner2020].
/// </remarks>
public sealed class EstimatorTrainer
{
    private readonly EstimatorData _data;
    private readonly EstimatorData? _validation;
    private readonly EstimatorTrainingOptions _options;
    private readonly Estimator? _start;

    /// <summary>Checks options and data against each other.</summary>
    /// <param name="definition">The shape of the estimator; numbers of observables and parameters must be those of the data.</param>
    /// <param name="options">How to train.</param>
    /// <param name="data">The events.</param>
    /// <param name="validation">Events for validation, instead of a share of the others; scaled as these. Null for none.</param>
    /// <param name="start">An estimator to train further; its scaling is kept. Null begins anew.</param>
    /// <exception cref="ArgumentException">Options or data are not valid; the message lists every problem found.</exception>
    public EstimatorTrainer(EstimatorDefinition definition, EstimatorTrainingOptions options, EstimatorData data, EstimatorData? validation = null, Estimator? start = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        List<string> problems = [.. options.Problems(), .. data.Problems(definition.Kind, options.Method)];
        if (validation is not null) problems.AddRange(validation.Problems(definition.Kind, options.Method).Select(problem => "Validation: " + problem));
        if (problems.Count == 0)
        {
            problems.AddRange(Mismatches(definition, data, "data"));
            if (data.Observables.Rows < 2) problems.Add($"'{data.Observables.Name}' has a single row; training needs at least two events.");
            if (definition.Model is { } model) problems.AddRange(model.Problems(definition));
            if (definition.BatchNormalization is { } share && (definition.Kind != EstimatorKind.Likelihood || share is not (> 0 and <= 1)))
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"The share of a batch in the batch normalisation is {share:R} for an estimator of kind {definition.Kind}; it must be above 0 and at most 1, for a likelihood."));
            if (validation is not null) problems.AddRange(Mismatches(definition, validation, "validation data"));
            if (start is not null && start.Definition != definition && !SameShape(start.Definition, definition))
                problems.Add("The estimator to train further has another shape than the one asked for: kind, numbers of observables and parameters, features, hidden layers, activation and steps must be the same.");
        }

        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        Definition = definition;

        // The dependence on parameters that a model knows is that on their own values.
        _options = definition.Model is null ? options : options with { ScaleParameters = false };
        _data = data;
        _validation = validation;
        _start = start;
    }

    /// <summary>The shape of the estimator.</summary>
    public EstimatorDefinition Definition { get; }

    /// <summary>How it is trained.</summary>
    public EstimatorTrainingOptions Options => _options;

    /// <summary>Trains.</summary>
    /// <param name="progress">Told of every epoch.</param>
    /// <param name="resume">Where to continue, or null to begin.</param>
    /// <param name="checkpoint">Given a checkpoint every <see cref="TrainingOptions.CheckpointEvery"/> epochs, after the last one, and when cancelled.</param>
    /// <param name="cancellation">Stops the training after a last checkpoint.</param>
    /// <returns>The trained estimator with its history.</returns>
    /// <exception cref="ArgumentException">An event cannot be learned from, or the checkpoint belongs to another training.</exception>
    /// <exception cref="ArithmeticException">The loss left the range of numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EstimatorTrainingResult Train(
        IProgress<EstimatorEpoch>? progress = null, EstimatorCheckpoint? resume = null, Action<EstimatorCheckpoint>? checkpoint = null, CancellationToken cancellation = default) =>
        _options.Element == ElementType.Float32
            ? TrainAs<float>(progress, resume, checkpoint, cancellation)
            : TrainAs<double>(progress, resume, checkpoint, cancellation);

    private static bool SameShape(EstimatorDefinition a, EstimatorDefinition b) => JsonSerializer.Serialize(a) == JsonSerializer.Serialize(b);

    private static IEnumerable<string> Mismatches(EstimatorDefinition definition, EstimatorData data, string what)
    {
        int parameters = data.ParameterCount(definition.Kind);
        if (data.Observables.Width != definition.Observables)
            yield return $"The estimator has {definition.Observables} observables, but '{data.Observables.Name}' of the {what} has {data.Observables.Width}. Train it on the same observables.";
        if (parameters != definition.Parameters)
            yield return $"The estimator has {definition.Parameters} parameters, but the {what} have {parameters}. Train it on the same parameters.";
        if (definition.Features is { Count: 0 }) yield return "No observable is selected as a feature. Select at least one, or leave the features out for all.";
        foreach (int feature in definition.Features ?? [])
        {
            if (feature < 0 || feature >= definition.Observables) yield return $"There is no observable {feature} to select as a feature; they are numbered 0 to {definition.Observables - 1}.";
        }
    }

    private EstimatorTrainingResult TrainAs<T>(IProgress<EstimatorEpoch>? progress, EstimatorCheckpoint? resume, Action<EstimatorCheckpoint>? checkpoint, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TrainingOptions training = _options.Training;
        var layout = new RowLayout(_data, Definition, _options.Method);
        RowSelection selection = RowSelection.Of(_data, _options.SampleLimit, training.Seed);
        RowScales? given = _start is null ? null : new RowScales(_start.ObservableScaling, _start.ParameterScaling, 1);
        RowScales scales = RowScales.Find(layout, selection, _options, given, cancellation);
        using RowTable<T> rows = RowTable<T>.Pack(layout, selection, scales, Definition.Features, _options, cancellation);
        using RowTable<T>? unseen = Validation<T>(scales, cancellation);
        BitArray? kept = unseen is null ? ValidationSplit.Of(_data, selection, training.ValidationFraction, training.Seed) : null;
        using var run = new EstimatorRun<T>(
            Definition, layout, rows.Store, kept, unseen?.Store, _start?.Weights ?? default, _options, Fingerprint(scales, rows.Fingerprint, unseen?.Fingerprint, kept));
        if (resume is not null) run.Restore(resume);
        EstimatorCheckpoint? last = null;
        while (!run.Done)
        {
            // An epoch that was cancelled half-way leaves weights between two epochs, so the state to keep is taken before it.
            if (checkpoint is not null && cancellation.CanBeCanceled && last is null) last = run.State();
            try
            {
                EstimatorEpoch report = run.Advance(cancellation);
                progress?.Report(report);
            }
            catch (OperationCanceledException)
            {
                if (last is not null) checkpoint!(last);
                throw;
            }

            last = null;
            if (checkpoint is null || !(run.Done || run.History.Count % training.CheckpointEvery == 0)) continue;
            last = run.State();
            checkpoint(last);
        }

        (double[] weights, int epoch) = run.Finish();
        var estimator = new Estimator(Definition, weights, scales.Observables, scales.Parameters, _start?.Nuisance);
        return new EstimatorTrainingResult(estimator, [.. run.History], epoch);
    }

    private RowTable<T>? Validation<T>(RowScales scales, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_validation is null) return null;
        var layout = new RowLayout(_validation, Definition, _options.Method);
        RowSelection all = RowSelection.Of(_validation, null, 0);
        RowScales scaled = RowScales.Find(layout, all, _options, scales, cancellation);
        return RowTable<T>.Pack(layout, all, scaled, Definition.Features, _options, cancellation);
    }

    // Everything that the result depends on; not the number of threads, nor where events are held.
    private string Fingerprint(RowScales scales, string rows, string? validation, BitArray? kept)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add<TValue>(TValue value) => hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(value));
        TrainingOptions training = _options.Training;
        Add(Definition);
        Add(new { _options.Method, _options.Alpha, _options.Element, _options.ShuffleLabels, _options.ShuffleRows });
        hash.AppendData(Encoding.UTF8.GetBytes(training.Optimizer.ToString()));
        hash.AppendData(Encoding.UTF8.GetBytes(training.Schedule.ToString()));
        if (training.Schedule.DependsOnLength) Add(training.Epochs);
        Add(training.Clipping);
        Add(new { training.BatchSize, training.ValidationFraction, training.EarlyStopping, training.Seed });
        Add(scales);
        Add(new { rows, validation });
        if (kept is not null)
        {
            byte[] bits = new byte[(kept.Count + 7) / 8];
            kept.CopyTo(bits, 0);
            hash.AppendData(bits);
        }

        if (_start is not null) hash.AppendData(MemoryMarshal.AsBytes(_start.Weights.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
