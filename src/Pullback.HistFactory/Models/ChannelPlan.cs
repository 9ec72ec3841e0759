namespace Pullback.HistFactory.Models;

/// <summary>One channel of a compiled model.</summary>
internal sealed class ChannelPlan
{
    /// <summary>The channel.</summary>
    public required string Name { get; init; }

    /// <summary>The position of its first bin among all bins.</summary>
    public required int FirstBin { get; init; }

    /// <summary>The number of bins.</summary>
    public required int Bins { get; init; }

    /// <summary>The samples in their order.</summary>
    public required SamplePlan[] Samples { get; init; }
}
