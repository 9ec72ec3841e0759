using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>A channel with its samples in the order of the model: names by code point.</summary>
internal sealed record SortedChannel(string Name, int Bins, CompiledSample[] Samples)
{
    /// <summary>The channels of a workspace in the order of the model.</summary>
    public static IReadOnlyList<SortedChannel> Sort(IEnumerable<Channel> channels) =>
        [.. channels
            .OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => new SortedChannel(c.Name, c.Samples[0].Data.Count, [.. c.Samples.OrderBy(s => s.Name, StringComparer.Ordinal).Select(CompiledSample.Of)]))];
}
