using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>A channel with its samples in the order of the model: names by code point, and of its modifiers by name and then by type.</summary>
internal sealed record SortedChannel(string Name, int Bins, IReadOnlyList<Sample> Samples)
{
    /// <summary>The channels of a workspace in the order of the model.</summary>
    public static IReadOnlyList<SortedChannel> Sort(IEnumerable<Channel> channels) =>
        [.. channels
            .OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => new SortedChannel(c.Name, c.Samples[0].Data.Count, [.. c.Samples.OrderBy(s => s.Name, StringComparer.Ordinal).Select(Sort)]))];

    /// <summary>The sample with its modifiers by name and then by type.</summary>
    private static Sample Sort(Sample sample)
    {
        Modifier[] modifiers = [.. sample.Modifiers];
        Array.Sort(modifiers, Compare);
        return sample with { Modifiers = modifiers };
    }

    private static int Compare(Modifier left, Modifier right)
    {
        int byName = string.CompareOrdinal(left.Name, right.Name);
        return byName != 0 ? byName : string.CompareOrdinal(left.Type, right.Type);
    }
}
