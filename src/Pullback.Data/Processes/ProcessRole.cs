namespace Pullback.Data.Processes;

/// <summary>What a process is in a search.</summary>
public enum ProcessRole
{
    /// <summary>Scaled by the signal strength.</summary>
    Signal,

    /// <summary>Present whether or not there is a signal.</summary>
    Background,
}
