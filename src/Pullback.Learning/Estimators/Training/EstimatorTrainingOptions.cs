using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Training;

namespace Pullback.Learning.Estimators.Training;

/// <summary>How an estimator is trained.</summary>
public sealed record EstimatorTrainingOptions
{
    /// <summary>The method.</summary>
    public required EstimatorMethod Method { get; init; }

    /// <summary>The weight of the score's part of the loss.</summary>
    /// <value>Default 1.</value>
    public double Alpha { get; init; } = 1;

    /// <summary>Epochs, batches, optimizer, learning rates, validation, stopping and seed.</summary>
    /// <value>Default 50 epochs of batches of 128 with AMSGrad, learning rates from 1e-3 to 1e-4, a quarter of the events for validation, and the weights of the best epoch at the end.</value>
    /// <remarks>Early stopping watches the validation loss; without validation it has no effect.</remarks>
    public TrainingOptions Training { get; init; } = new()
    {
        Epochs = 50,
        BatchSize = 128,
        Optimizer = new AmsGrad { MaximumBeforeCorrection = true },
        Schedule = new GeometricSchedule(),
        ValidationFraction = 0.25,
        EarlyStopping = new EarlyStopping { Patience = int.MaxValue },
    };

    /// <summary>Whether observables are shifted and scaled to mean 0 and deviation 1.</summary>
    /// <value>Default true.</value>
    public bool ScaleObservables { get; init; } = true;

    /// <summary>Whether parameters are scaled too, and scores with them.</summary>
    /// <value>Default true.</value>
    public bool ScaleParameters { get; init; } = true;

    /// <summary>Whether labels, joint ratios and joint scores are dealt to other events: a trained ratio must then be one, a score zero.</summary>
    /// <value>Default false.</value>
    public bool ShuffleLabels { get; init; }

    /// <summary>The number of events to train on, drawn at random with the same share of both labels; null takes all.</summary>
    /// <value>Default null.</value>
    public long? SampleLimit { get; init; }

    /// <summary>The type that training calculates in.</summary>
    /// <value>Default <see cref="ElementType.Float32"/>.</value>
    public ElementType Element { get; init; } = ElementType.Float32;

    /// <summary>Rows that are shuffled together. Larger data sets are dealt into windows of blocks of 1024 rows at random, and shuffled within each window.</summary>
    /// <value>Default 2^21.</value>
    public int ShuffleRows { get; init; } = 1 << 21;

    /// <summary>Scaled events beyond this size stay in a temporary file and are read while training; never changes a result.</summary>
    /// <value>Default 2 GiB.</value>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Where the temporary file is held; null for the system's folder.</summary>
    /// <value>Default null.</value>
    public string? ScratchFolder { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(Alpha >= 0) || !double.IsFinite(Alpha)) yield return string.Create(CultureInfo.InvariantCulture, $"alpha is {Alpha:R}, but must be finite and at least 0.");
        if (SampleLimit < 2) yield return string.Create(CultureInfo.InvariantCulture, $"The number of events is limited to {SampleLimit}, but at least 2 are needed.");
        if (ShuffleRows < 1) yield return string.Create(CultureInfo.InvariantCulture, $"{ShuffleRows} rows are shuffled together, but there must be at least 1.");
        if (MemoryBytes < 0) yield return string.Create(CultureInfo.InvariantCulture, $"The memory for events is {MemoryBytes} bytes, but must be at least 0.");
        foreach (string problem in Training.Problems()) yield return problem;
    }
}
