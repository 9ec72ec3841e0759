using System.Text.RegularExpressions;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Operations;

/// <summary>Reads patch sets and checks them.</summary>
/// <param name="schema">Takes the values.</param>
internal sealed partial class PatchSetReader(SchemaReader schema)
{
    private const string Version = "1.0.0";

    private PatchSetHeader? _header;

    /// <summary>Reads a patch set.</summary>
    public static (PatchSetHeader Header, IReadOnlyList<WorkspacePatch> Patches) Read(JsonTree tree)
    {
        var problems = new ProblemList();
        var reader = new PatchSetReader(new SchemaReader(problems));
        List<WorkspacePatch> patches = reader.ReadSet(new Place(null, "patch set", tree), tree);
        if (reader._header is null || problems.Total > 0)
            throw new InvalidPatchSetException(problems.Problems, problems.Total);
        return (reader._header, patches);
    }

    private List<WorkspacePatch> ReadSet(Place place, JsonTree tree)
    {
        var patches = new List<WorkspacePatch>();
        if (schema.Object(place, tree, ["metadata", "patches", "version"]) is not { } record)
            return patches;
        if (schema.Text(place, record, "version") is { } version && version != Version)
            schema.Problems.Add(place, $"the version is '{version}', but only '{Version}' is known. Check that this is a pyhf patch set.");
        if (record.TryGet("metadata", out JsonTree? metadata))
            _header = new PatchSetHeaderReader(schema).Read(place.Inside("metadata", metadata, -1), metadata);
        if (schema.Array(place, record, "patches", "patches", canBeEmpty: true) is not { } array)
            return patches;
        for (int i = 0; i < array.Count; i++)
        {
            if (ReadPatch(place, array[i], i) is { } patch)
                patches.Add(patch);
        }

        CheckDistinct(place, patches);
        return patches;
    }

    private WorkspacePatch? ReadPatch(Place set, JsonTree tree, int index)
    {
        Place place = set.Inside("patch", tree, index);
        if (schema.Object(place, tree, ["metadata", "patch"]) is not { } record || !record.TryGet("metadata", out JsonTree? metadata))
            return null;
        place = set.Inside("patch", metadata, index);
        if (schema.OpenObject(place, metadata, ["name", "values"]) is not { } header)
            return null;
        string? name = schema.Text(place, header, "name");
        if (name is not null && !Word().IsMatch(name))
            schema.Problems.Add(place, $"the name is '{name}', but must consist of letters, digits and underscores. Rename the patch.");
        IReadOnlyList<PatchSetValue>? values = Values(place, header);
        JsonPatch? patch = Operations(place, record);
        return name is null || values is null || patch is null ? null : new WorkspacePatch(name, values, patch);
    }

    private PatchSetValue[]? Values(Place place, JsonObject header)
    {
        if (schema.Array(place, header, "values", "numbers or strings", canBeEmpty: true) is not { } array)
            return null;
        var values = new PatchSetValue[array.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (array[i] is JsonNumber number)
                values[i] = number.Value;
            else if (array[i] is JsonString text)
                values[i] = text.Value;
            else
                schema.Problems.Add(place, $"value {i} is {array[i].Describe()}, but must be a number or a string.");
        }

        if (_header is not null && _header.Labels.Count != values.Length)
            schema.Problems.Add(place, $"found {values.Length} values, but the set has {_header.Labels.Count} labels, {NearestName.List(_header.Labels)}. Give one value per label.");
        return values;
    }

    private JsonPatch? Operations(Place place, JsonObject record)
    {
        try
        {
            return record.TryGet("patch", out JsonTree? patch) ? JsonPatch.Parse(patch) : null;
        }
        catch (JsonPatchException problem)
        {
            schema.Problems.Add(place, problem.Message);
            return null;
        }
    }

    private void CheckDistinct(Place place, List<WorkspacePatch> patches)
    {
        schema.CheckDistinct(place, patches.Select(patch => patch.Name), "patches", "Rename or remove all but one.");
        foreach (IGrouping<string, WorkspacePatch> group in patches.GroupBy(patch => patch.Coordinates, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
                schema.Problems.Add(place, $"the patches {NearestName.List([.. group.Select(patch => patch.Name)])} have the same values {group.Key}, but values must differ. Correct the values.");
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
