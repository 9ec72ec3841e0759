using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Reads modifiers.</summary>
/// <param name="schema">Takes the values.</param>
internal sealed class ModifierReader(SchemaReader schema)
{
    private static readonly string[] Types = ["histosys", "lumi", "normfactor", "normsys", "shapefactor", "shapesys", "staterror"];

    /// <summary>Reads a modifier.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="tree">What is there.</param>
    /// <param name="bins">Number of bins that its data must have; null if that is unknown.</param>
    /// <param name="owner">Whose bins they are, for messages.</param>
    /// <returns>The modifier, or null after noting what is wrong.</returns>
    public Modifier? Read(Place place, JsonTree tree, int? bins, string owner)
    {
        if (schema.Object(place, tree, ["name", "type", "data"]) is not { } record)
            return null;
        string? name = schema.Text(place, record, "name");
        string? type = schema.Text(place, record, "type");
        if (name is null || type is null || !record.TryGet("data", out JsonTree? data))
            return null;
        ModifierData? content = type switch
        {
            "normfactor" or "shapefactor" => Nothing(place, data),
            "lumi" => Luminosity(place, data, name),
            "normsys" => Scale(place, data),
            "histosys" => Template(place, data, bins, owner),
            "shapesys" or "staterror" => Uncertainties(place, data, bins, owner),
            _ => UnknownType(place, type),
        };
        return content is null ? null : new Modifier(name, type, content);
    }

    private NoModifierData? Luminosity(Place place, JsonTree data, string name)
    {
        if (name != "lumi")
            schema.Problems.Add(place, $"the modifier of type lumi is named '{name}', but must be named 'lumi'. Rename it, or use a normsys.");
        return Nothing(place, data);
    }

    private NoModifierData? Nothing(Place place, JsonTree data)
    {
        if (data is JsonNull)
            return NoModifierData.Instance;
        schema.Problems.Add(place, $"data is {data.Describe()}, but this type has none. Write \"data\": null.");
        return null;
    }

    private ScaleVariation? Scale(Place place, JsonTree data)
    {
        if (schema.Object(place, data, ["hi", "lo"]) is not { } record)
            return null;
        double? high = schema.Number(place, record, "hi");
        double? low = schema.Number(place, record, "lo");
        return high is { } up && low is { } down ? new ScaleVariation(up, down) : null;
    }

    private TemplateVariation? Template(Place place, JsonTree data, int? bins, string owner)
    {
        if (schema.Object(place, data, ["hi_data", "lo_data"]) is not { } record)
            return null;
        JsonNumbers? high = record.TryGet("hi_data", out JsonTree? up) ? PerBin(place, up, "hi_data", bins, owner) : null;
        JsonNumbers? low = record.TryGet("lo_data", out JsonTree? down) ? PerBin(place, down, "lo_data", bins, owner) : null;
        return high is null || low is null ? null : new TemplateVariation(high, low);
    }

    private BinUncertainties? Uncertainties(Place place, JsonTree data, int? bins, string owner) =>
        PerBin(place, data, "data", bins, owner) is { } values ? new BinUncertainties(values) : null;

    private JsonNumbers? PerBin(Place place, JsonTree data, string name, int? bins, string owner)
    {
        if (schema.Numbers(place, data, name, "bin") is not { } numbers)
            return null;
        if (bins is null || numbers.Count == bins)
            return numbers;
        schema.Problems.Add(place, $"{name} has {Count(numbers.Count)}, but the {owner} has {bins}. Give one number per bin.");
        return null;
    }

    private NoModifierData? UnknownType(Place place, string type)
    {
        string? nearest = NearestName.Find(type, Types);
        schema.Problems.Add(
            place,
            $"the type '{type}' is unknown; the types are {NearestName.List(Types)}. {(nearest is null ? "Use one of them." : $"The nearest is '{nearest}'.")}");
        return null;
    }

    /// <summary>A number of bins in words.</summary>
    internal static string Count(int bins) => bins == 1 ? "1 bin" : $"{bins} bins";
}
