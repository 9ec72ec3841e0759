namespace Pullback.Learning.Estimators.Events;

/// <summary>Weighted events that are read piece by piece, so that they need not fit into memory.</summary>
public interface IMadMinerSource
{
    /// <summary>What the events mean.</summary>
    MadMinerSetup Setup { get; }

    /// <summary>The number of events.</summary>
    long EventCount { get; }

    /// <summary>Reads consecutive events. Calls may come from several threads at once.</summary>
    /// <param name="first">The number of the first event.</param>
    /// <param name="count">How many, within the file.</param>
    /// <param name="observations">Whether observations are read as well.</param>
    MadMinerTile Read(long first, int count, bool observations);
}
