namespace Pullback.HistFactory.Toys;

/// <summary>How toys are drawn and shared among threads.</summary>
public sealed record ToyOptions
{
    /// <summary>The number of toys of each hypothesis.</summary>
    /// <value>Default 2000, as in pyhf.</value>
    public int Toys { get; init; } = 2000;

    /// <summary>The seed of all of them: toy i is the same whatever the number of threads.</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of threads; 0 for one per core.</summary>
    /// <value>Default 0. Never changes a result.</value>
    public int Threads { get; init; }
}
