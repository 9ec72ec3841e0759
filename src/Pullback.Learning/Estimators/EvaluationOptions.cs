namespace Pullback.Learning.Estimators;

/// <summary>The numbers that an estimator is evaluated in.</summary>
public enum EvaluationPrecision
{
    /// <summary>Double precision: log ratios good to about 1e-14 of the largest number on their way.</summary>
    DoublePrecision,

    /// <summary>Single precision, in which networks are trained: log ratios good to about 1e-6, in less than half of the time.</summary>
    SinglePrecision,
}

/// <summary>How estimators are evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The numbers that the network is computed in. Inputs are scaled in double precision before.</summary>
    /// <value>Default <see cref="EvaluationPrecision.DoublePrecision"/>: sums of log ratios over many events keep their differences between neighbouring points.</value>
    public EvaluationPrecision Precision { get; init; }

    /// <summary>Threads that share the events. Never changes a bit.</summary>
    /// <value>Default 0: all processors.</value>
    public int Threads { get; init; }
}
