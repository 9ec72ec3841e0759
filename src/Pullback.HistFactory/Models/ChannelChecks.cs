using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>Checks of channels before they are compiled. The reader of workspaces makes most of them too, but channels may be made by hand.</summary>
internal static class ChannelChecks
{
    /// <summary>Whether nothing is wrong with a sample by itself, whatever its channel.</summary>
    public static bool IsSound(Sample sample) =>
        !Repeated(sample.Modifiers.Select(m => (m.Name, m.Type))).Any() && !Problems("", sample, sample.Data.Count).Any();

    /// <summary>Notes names that stand twice and lists that are empty.</summary>
    public static void Structure(IReadOnlyList<Channel> channels, List<string> problems)
    {
        if (channels.Count == 0) problems.Add("The model has no channels. Give it at least one, with at least one sample.");
        foreach (string name in Repeated(channels.Select(c => c.Name))) problems.Add($"channel '{name}' stands in the model twice. Rename or remove one of them.");
        foreach (Channel channel in channels)
        {
            if (channel.Samples.Count == 0) problems.Add($"channel '{channel.Name}' has no samples. Give it at least one.");
            foreach (string name in Repeated(channel.Samples.Select(s => s.Name)))
                problems.Add($"channel '{channel.Name}', sample '{name}': the sample stands in the channel twice. Rename or remove one of them.");
            foreach (Sample sample in channel.Samples.Where(sample => !CompiledSample.IsKnownToBeSound(sample)))
            {
                foreach ((string name, string type) in Repeated(sample.Modifiers.Select(m => (m.Name, m.Type))))
                    problems.Add($"{Place(channel.Name, sample, name, type)}: the modifier stands on the sample twice. Rename or remove one of them.");
            }
        }
    }

    /// <summary>Notes samples and modifiers whose numbers are not what the model needs.</summary>
    public static void Numbers(IReadOnlyList<SortedChannel> channels, List<string> problems)
    {
        foreach (SortedChannel channel in channels)
        {
            foreach (CompiledSample sample in channel.Samples)
            {
                if (!sample.IsSound || sample.Bins != channel.Bins) problems.AddRange(Problems(channel.Name, sample.Sample, channel.Bins));
            }
        }
    }

    private static IEnumerable<string> Problems(string channel, Sample sample, int bins)
    {
        string place = $"channel '{channel}', sample '{sample.Name}'";
        if (sample.Data.Count == 0) yield return $"{place}: the sample has no bins. Give it one count for each bin.";
        else
        {
            foreach (string problem in ModifierChecks.PerBin("data", sample.Data, bins)) yield return $"{place}: {problem}";
        }

        foreach (Modifier modifier in sample.Modifiers)
        {
            string where = Place(channel, sample, modifier.Name, modifier.Type);
            if (string.IsNullOrWhiteSpace(modifier.Name)) yield return $"{where}: the modifier has no name, but its parameter needs one. Name it.";
            if (KnownModifiers.FindCompiled(modifier.Type) is { } type)
            {
                foreach (string problem in type.ProblemsOf(modifier.Data, bins)) yield return $"{where}: {problem}";
            }
            else yield return $"{where}: there is no type '{modifier.Type}'. The types are {string.Join(", ", KnownModifiers.All.Select(t => t.Name))}. Use one of them.";
        }
    }

    private static string Place(string channel, Sample sample, string modifier, string type) => $"channel '{channel}', sample '{sample.Name}', modifier '{modifier}' ({type})";

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> names)
    {
        var seen = new HashSet<T>();
        return [.. names.Where(name => !seen.Add(name)).Distinct()];
    }
}
