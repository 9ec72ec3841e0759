using System.Numerics;
using Pullback.Autodiff;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables;

/// <summary>Trains a network and its summary on the result of the statistical analysis that they feed.</summary>
/// <remarks>
/// Results depend on options, events and seed alone: not on the number of threads, and not on whether a training was interrupted and resumed.
/// </remarks>
public sealed class ObservableTrainer
{
    private readonly ObservableOptions _options;
    private readonly ObservableData _data;

    /// <summary>Checks options and events against each other.</summary>
    /// <param name="options">What is trained, on which result, and how.</param>
    /// <param name="data">The events.</param>
    /// <exception cref="ArgumentException">Options or events are not valid; the message lists every problem found.</exception>
    public ObservableTrainer(ObservableOptions options, ObservableData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        List<string> problems = [.. options.Problems(), .. data.Problems(), .. data.ProcessProblems()];
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        _data = data;
        Scaling = options.Standardize ? FeatureScaling.Of(data, options.Training.ValidationFraction, options.Training.Seed) : FeatureScaling.None(data.FeatureNames.Count);
        _options = options with { Network = options.Network with { Inputs = data.FeatureNames.Count, Outputs = options.Summary.Outputs } };
        Model = options.Recipe.Model(data, options.Summary.BinCount);
    }

    /// <summary>The structure of the likelihood that training feeds.</summary>
    public TemplateModel Model { get; }

    /// <summary>The shift and scale of each feature.</summary>
    public FeatureScaling Scaling { get; }

    /// <summary>The plan of a training step, for a person.</summary>
    public string Explain() => _options.Network.Element == ElementType.Float32 ? ExplainAs<float>() : ExplainAs<double>();

    /// <summary>Trains.</summary>
    /// <param name="progress">Told of every epoch.</param>
    /// <param name="resume">Where to continue, or null to begin.</param>
    /// <param name="checkpoint">Given a checkpoint every <see cref="Training.TrainingOptions.CheckpointEvery"/> epochs, after the last one, and when cancelled.</param>
    /// <param name="cancellation">Stops the training after a last checkpoint.</param>
    /// <returns>The trained observable with its history.</returns>
    /// <exception cref="ArgumentException">The checkpoint belongs to another training.</exception>
    /// <exception cref="NegativeCountException">The weights of a process sum to a negative number in a bin.</exception>
    /// <exception cref="Statistics.Minimization.FitFailedException">A fit did not converge.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ObservableTrainingResult Train(
        IProgress<EpochReport>? progress = null,
        TrainingCheckpoint? resume = null,
        Action<TrainingCheckpoint>? checkpoint = null,
        CancellationToken cancellation = default) =>
        _options.Network.Element == ElementType.Float32
            ? TrainAs<float>(progress, resume, checkpoint, cancellation)
            : TrainAs<double>(progress, resume, checkpoint, cancellation);

    private ObservableTrainingResult TrainAs<T>(
        IProgress<EpochReport>? progress, TrainingCheckpoint? resume, Action<TrainingCheckpoint>? checkpoint, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var run = new TrainingRun<T>(_options, _data, Model, Scaling);
        if (resume is not null) run.Restore(resume);
        return run.Train(progress, checkpoint, cancellation);
    }

    private string ExplainAs<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var program = new ObservableProgram<T>(_options, _data, Model, withGradient: true);
        return program.Explain();
    }
}
