namespace Pullback.Cli.Observables;

/// <summary>What holds where <c>training</c> says nothing.</summary>
internal sealed record TrainingDefaults
{
    /// <summary>Passes over the events.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>The optimizer.</summary>
    public string Optimizer { get; init; } = "adam";

    /// <summary>Its learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The constant in the denominator of RMSprop.</summary>
    public double RmsPropEpsilon { get; init; } = 1e-8;

    /// <summary>Whether that constant is added below the root.</summary>
    public bool EpsilonBelowRoot { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>Where that schedule ends.</summary>
    public double FinalRate { get; init; }

    /// <summary>Events of a step; <c>null</c> for all.</summary>
    public int? Batch { get; init; }

    /// <summary>Share of the events kept out of training.</summary>
    public double Validation { get; init; }

    /// <summary>When to stop early, or <c>null</c>.</summary>
    public EarlyStoppingSettings? EarlyStopping { get; init; }

    /// <summary>Epochs between checkpoints.</summary>
    public int CheckpointEvery { get; init; } = 1;
}
