using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Reads samples; a sample read before from the same tree is the same object.</summary>
/// <param name="schema">Takes the values.</param>
internal sealed class SampleReader(SchemaReader schema)
{
    private readonly ModifierReader _modifiers = new(schema);

    /// <summary>Reads a sample.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="tree">What is there.</param>
    /// <param name="bins">Number of bins of the channel; null if its first sample has no data.</param>
    /// <returns>The sample, or null after noting what is wrong.</returns>
    public Sample? Read(Place place, JsonTree tree, int? bins)
    {
        if (SampleMemory.Find(tree) is { } known && known.Data.Count == bins)
            return known;
        int before = schema.Problems.Total;
        if (schema.Object(place, tree, ["name", "data", "modifiers"]) is not { } record)
            return null;
        string? name = schema.Text(place, record, "name");
        JsonNumbers? data = schema.Numbers(place, record, "data", "bin");
        if (data is not null)
            CheckLength(place, data.Count, bins);
        bool isOdd = data is { Count: > 0 } && data.Count != bins;
        List<Modifier> modifiers = Modifiers(place, record, isOdd ? data!.Count : bins, isOdd ? "sample" : "channel");
        if (name is null || data is null || schema.Problems.Total > before)
            return null;
        var sample = new Sample(name, data, modifiers);
        return SampleMemory.Keep(sample, record);
    }

    /// <summary>Number of bins that a sample tree has, or null.</summary>
    public static int? BinsOf(JsonTree tree) =>
        tree is JsonObject record && record.TryGet("data", out JsonTree? data) && data is JsonArray { Count: > 0 } array ? array.Count : null;

    private void CheckLength(Place place, int found, int? bins)
    {
        if (found == 0)
            schema.Problems.Add(place, "data is an empty array, but a sample needs one bin at least. Give one number per bin.");
        else if (bins is not null && found != bins)
            schema.Problems.Add(place, $"data has {ModifierReader.Count(found)}, but the first sample of the channel has {bins}. Give one number per bin.");
    }

    private List<Modifier> Modifiers(Place place, JsonObject record, int? bins, string owner)
    {
        var modifiers = new List<Modifier>();
        if (schema.Array(place, record, "modifiers", "modifiers", canBeEmpty: true) is not { } array)
            return modifiers;
        for (int i = 0; i < array.Count; i++)
        {
            JsonTree tree = array[i];
            if (_modifiers.Read(place.Inside("modifier", tree, i), tree, bins, owner) is { } modifier)
                modifiers.Add(modifier);
        }

        CheckDistinct(place, modifiers);
        modifiers.TrimExcess();
        return modifiers;
    }

    private void CheckDistinct(Place place, List<Modifier> modifiers)
    {
        var seen = new HashSet<(string Name, string Type)>(modifiers.Count);
        foreach (Modifier modifier in modifiers)
        {
            if (!seen.Add((modifier.Name, modifier.Type)))
                schema.Problems.Add(place, $"the modifier '{modifier.Name}' ({modifier.Type}) stands here more than once. Keep one, or rename the other.");
        }
    }
}
