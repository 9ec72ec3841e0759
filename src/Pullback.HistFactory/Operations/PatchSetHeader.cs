using System.Text.RegularExpressions;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Operations;

/// <summary>What a patch set says of itself.</summary>
/// <param name="Description">What the patches are for.</param>
/// <param name="References">Where the set was published, by kind of reference.</param>
/// <param name="Digests">Digests of the background-only workspace, by algorithm.</param>
/// <param name="Labels">Names of the coordinates of the patches.</param>
internal sealed record PatchSetHeader(
    string Description, IReadOnlyDictionary<string, string> References, IReadOnlyDictionary<string, string> Digests, IReadOnlyList<string> Labels);

/// <summary>Reads what a patch set says of itself.</summary>
/// <param name="schema">Takes the values.</param>
internal sealed partial class PatchSetHeaderReader(SchemaReader schema)
{
    /// <summary>Reads the metadata.</summary>
    public PatchSetHeader? Read(Place place, JsonTree tree)
    {
        int before = schema.Problems.Total;
        if (schema.OpenObject(place, tree, ["description", "references", "digests", "labels"]) is not { } record)
            return null;
        string? description = schema.Text(place, record, "description");
        Dictionary<string, string> references = Texts(place, record, "references", ["hepdata"], _ => HepData(), "'ins' and seven digits");
        Dictionary<string, string> digests = Texts(
            place, record, "digests", ["md5", "sha256"], name => name == "md5" ? Md5() : Sha256(), "the hexadecimal digits of the digest");
        string[] labels = Labels(place, record);
        return schema.Problems.Total > before || description is null ? null : new PatchSetHeader(description, references, digests, labels);
    }

    private Dictionary<string, string> Texts(
        Place place, JsonObject record, string name, string[] known, Func<string, Regex> pattern, string form)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!record.TryGet(name, out JsonTree? tree) || schema.Object(place, tree, [], known) is not { } entries)
            return texts;
        if (entries.Count == 0)
            schema.Problems.Add(place, $"'{name}' is empty, but must have one of {NearestName.List(known)} at least.");
        foreach (string key in known)
        {
            if (schema.Text(place, entries, key) is not { } text)
                continue;
            if (!pattern(key).IsMatch(text))
                schema.Problems.Add(place, $"{name}, {key} is '{text}', but must be {form}.");
            texts[key] = text;
        }

        return texts;
    }

    private string[] Labels(Place place, JsonObject record)
    {
        if (schema.Array(place, record, "labels", "names of the coordinates", canBeEmpty: false) is not { } array)
            return [];
        var labels = new string[array.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = array[i] is JsonString text ? text.Value : "";
            if (!Word().IsMatch(labels[i]))
                schema.Problems.Add(place, $"label {i} is {array[i].Describe()}, but must be a string of letters, digits and underscores.");
        }

        return labels;
    }

    [GeneratedRegex("^[a-zA-Z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("^ins[0-9]{7}$", RegexOptions.CultureInvariant)]
    private static partial Regex HepData();

    [GeneratedRegex("^[a-fA-F0-9]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Md5();

    [GeneratedRegex("^[a-fA-F0-9]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}
