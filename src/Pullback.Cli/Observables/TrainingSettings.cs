namespace Pullback.Cli.Observables;

/// <summary>How the training runs.</summary>
/// <param name="Epochs">Passes over the events.</param>
/// <param name="Batch">Events per process and step, or <c>null</c> for all.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Schedule">How its learning rate changes.</param>
/// <param name="ClipNorm">Upper limit of the gradient's norm, or <c>null</c>.</param>
/// <param name="ClipValue">Upper limit of each gradient entry, or <c>null</c>.</param>
/// <param name="Validation">Share of the events kept out of training.</param>
/// <param name="EarlyStopping">When to stop early, or <c>null</c>.</param>
/// <param name="CheckpointEvery">Epochs between checkpoints.</param>
internal sealed record TrainingSettings(
    int Epochs, int? Batch, OptimizerSettings Optimizer, ScheduleSettings Schedule, double? ClipNorm, double? ClipValue, double Validation,
    EarlyStoppingSettings? EarlyStopping, int CheckpointEvery);

/// <summary>An optimizer and its options.</summary>
internal sealed record OptimizerSettings(
    string Name, double LearningRate, double Momentum, bool Nesterov, double Beta1, double Beta2, double Decay, double Epsilon, bool EpsilonBelowRoot);

/// <summary>A learning-rate schedule and its options.</summary>
/// <param name="Name">The schedule.</param>
/// <param name="Factor">What the rate is multiplied with at every step.</param>
/// <param name="Every">Epochs between steps.</param>
/// <param name="FinalRate">The rate at the end.</param>
/// <param name="Rise">The share of the epochs over which a cycle rises.</param>
/// <param name="StartFactor">The factor that a cycle begins with.</param>
/// <param name="WarmUp">Epochs over which the rate rises linearly at first.</param>
internal sealed record ScheduleSettings(string Name, double Factor, int Every, double FinalRate, double Rise, double StartFactor, int WarmUp);

/// <summary>Stops when the validation loss has not improved for a while, and restores the best weights.</summary>
internal sealed record EarlyStoppingSettings(int Patience, double MinimumImprovement);
