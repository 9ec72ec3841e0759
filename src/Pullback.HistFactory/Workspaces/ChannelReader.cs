using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Reads channels.</summary>
/// <param name="schema">Takes the values.</param>
internal sealed class ChannelReader(SchemaReader schema)
{
    private readonly SampleReader _samples = new(schema);

    /// <summary>Reads a channel.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="tree">What is there.</param>
    /// <returns>The channel with the samples that could be read, or null after noting what is wrong.</returns>
    public Channel? Read(Place place, JsonTree tree)
    {
        if (TreeMemory<Channel>.Find(tree) is { } known)
            return known;
        int before = schema.Problems.Total;
        if (schema.Object(place, tree, ["name", "samples"]) is not { } record)
            return null;
        string? name = schema.Text(place, record, "name");
        if (schema.Array(place, record, "samples", "samples", canBeEmpty: false) is not { } array)
            return null;
        int? bins = SampleReader.BinsOf(array[0]);
        var samples = new List<Sample>(array.Count);
        for (int i = 0; i < array.Count; i++)
        {
            if (_samples.Read(place.Inside("sample", array[i], i), array[i], bins) is { } sample)
                samples.Add(sample);
        }

        schema.CheckDistinct(place, samples.Select(sample => sample.Name), "samples", "Rename or remove all but one.");
        if (name is null)
            return null;
        var channel = new Channel(name, samples);
        return schema.Problems.Total > before ? channel : TreeMemory<Channel>.Keep(channel, tree);
    }
}
