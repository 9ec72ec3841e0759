using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Reads observations.</summary>
/// <param name="schema">Takes the values.</param>
internal sealed class ObservationReader(SchemaReader schema)
{
    /// <summary>Reads an observation.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="tree">What is there.</param>
    /// <returns>The observation, or null after noting what is wrong.</returns>
    public Observation? Read(Place place, JsonTree tree)
    {
        if (TreeMemory<Observation>.Find(tree) is { } known)
            return known;
        int before = schema.Problems.Total;
        if (schema.Object(place, tree, ["name", "data"]) is not { } record)
            return null;
        string? name = schema.Text(place, record, "name");
        JsonNumbers? data = schema.Numbers(place, record, "data", "bin");
        if (name is null || data is null)
            return null;
        var observation = new Observation(name, data);
        return schema.Problems.Total > before ? observation : TreeMemory<Observation>.Keep(observation, tree);
    }

    /// <summary>Checks that every channel has an observation of its length; observations without channel are no problem.</summary>
    /// <param name="workspace">The workspace as a place.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="observations">The observations that could be read.</param>
    /// <param name="complete">Whether these are all observations, so that one that is not among them is missing.</param>
    public void CheckAgainst(Place workspace, IReadOnlyList<Channel> channels, IReadOnlyList<Observation> observations, bool complete)
    {
        var byName = observations.DistinctBy(observation => observation.Name).ToDictionary(observation => observation.Name, StringComparer.Ordinal);
        foreach (Channel channel in channels)
        {
            int? bins = channel.Samples.Count > 0 ? channel.Samples[0].Data.Count : null;
            var place = new Place(workspace, "channel", new JsonObject([new JsonMember("name", new JsonString(channel.Name))]));
            if (byName.TryGetValue(channel.Name, out Observation? observation))
                CheckLength(place, observation, bins);
            else if (complete)
                schema.Problems.Add(place, Missing(channel.Name, bins, [.. byName.Keys]));
        }
    }

    private static string Missing(string channel, int? bins, string[] existing)
    {
        string? nearest = NearestName.Find(channel, existing);
        string advice = nearest is null ? "" : $" The nearest is '{nearest}'.";
        return $"there is no observation of this name; the observations are {NearestName.List(existing)}.{advice} Add one{(bins is { } count ? $" with {ModifierReader.Count(count)}" : "")}.";
    }

    private void CheckLength(Place place, Observation observation, int? bins)
    {
        if (bins is not null && observation.Data.Count != bins)
            schema.Problems.Add(place, $"the observation has {ModifierReader.Count(observation.Data.Count)}, but the channel has {bins}. Give one number per bin.");
    }
}
