namespace Pullback.Learning.Estimators.Sampling;

/// <summary>Which part of an event file is drawn from, so that no event is in two samples.</summary>
public enum EventPartition
{
    /// <summary>All events.</summary>
    All,

    /// <summary>What validation and test leave.</summary>
    Train,

    /// <summary>The events before those for tests.</summary>
    Validation,

    /// <summary>The last events.</summary>
    Test,
}
