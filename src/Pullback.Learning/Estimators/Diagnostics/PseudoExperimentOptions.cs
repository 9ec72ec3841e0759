namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>How pseudo-experiments are drawn and what is asked of them.</summary>
public sealed record PseudoExperimentOptions
{
    /// <summary>How many.</summary>
    /// <value>Default 200; the coverage is then known to 2 % at a level of 0.9.</value>
    public int Experiments { get; init; } = 200;

    /// <summary>The expected number of events of one, positive. Not used where the likelihood has a Poisson term, whose expectation at the true point counts.</summary>
    /// <value>Default 100.</value>
    public double ExpectedEvents { get; init; } = 100;

    /// <summary>Whether the number of events fluctuates; otherwise it is the rounded expectation.</summary>
    /// <value>Default true.</value>
    public bool Fluctuates { get; init; } = true;

    /// <summary>The confidence level of the intervals, within (0, 1).</summary>
    /// <value>Default 0.95.</value>
    public double Level { get; init; } = 0.95;

    /// <summary>The seed; experiment i draws from the stream (seed, "pseudo-experiment", i).</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that share the experiments; 0 for all processors. Results do not depend on it.</summary>
    /// <value>Default 0.</value>
    public int Threads { get; init; }
}
