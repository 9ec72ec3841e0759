using System.Globalization;

namespace Pullback.Learning.Training;

/// <summary>How a training runs.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the events.</summary>
    /// <value>Default 20.</value>
    public int Epochs { get; init; } = 20;

    /// <summary>Events of the largest sample per step; every step takes the same share of each sample. Null takes all events in one step.</summary>
    /// <value>Default null.</value>
    public int? BatchSize { get; init; }

    /// <summary>The update rule.</summary>
    /// <value>Default <see cref="Adam"/> with learning rate 1e-3.</value>
    public OptimizerOptions Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes with the epochs.</summary>
    /// <value>Default constant.</value>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Limits on the gradient.</summary>
    /// <value>Default none.</value>
    public GradientClipping Clipping { get; init; } = new();

    /// <summary>The share of every sample's events that training does not see.</summary>
    /// <value>Default 0: no validation.</value>
    public double ValidationFraction { get; init; }

    /// <summary>When to stop before the last epoch; null never does.</summary>
    /// <value>Default null.</value>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Epochs between two checkpoints.</summary>
    /// <value>Default 1.</value>
    public int CheckpointEvery { get; init; } = 1;

    /// <summary>The seed of first weights, batches, dropout and the validation split.</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that share the work; 0 takes all cores. Never changes a result.</summary>
    /// <value>Default 0.</value>
    public int Threads { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Epochs < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The number of epochs is {Epochs}, but must be at least 1.");
        if (BatchSize < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The batch size is {BatchSize}, but must be at least 1 event.");
        if (CheckpointEvery < 1) yield return string.Create(CultureInfo.InvariantCulture, $"There are {CheckpointEvery} epochs between checkpoints, but there must be at least 1.");
        if (Threads < 0) yield return string.Create(CultureInfo.InvariantCulture, $"The number of threads is {Threads}, but must be at least 1, or 0 for all cores.");
        if (ValidationFraction is not (>= 0 and < 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"The share of events for validation is {ValidationFraction:R}, but must be at least 0 and below 1.");
        foreach (string problem in Optimizer.Problems().Concat(Schedule.Problems()).Concat(Clipping.Problems()).Concat(EarlyStopping?.Problems() ?? [])) yield return problem;
    }
}
