using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>Patches for models, as pyhf's <c>Workspace.model(patches=…)</c> and <c>pyhf cls --patch</c> take them.</summary>
/// <remarks>
/// pyhf applies them not to the workspace but to <c>{"channels": …, "parameters": …}</c>, where <c>parameters</c> are those of the chosen measurement. Since no workspace has
/// <c>parameters</c> at its root, one patch can be read either way: <c>/parameters</c> means those of the measurement, <c>/measurements/0/config/parameters</c>, and all
/// other paths start at the workspace. Reference: [Pyhf2021].
/// </remarks>
public static class ModelPatch
{
    private const string Parameters = "parameters";
    private const string Measurements = "measurements";

    /// <summary>Applies a patch.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="patch">Operations on the workspace, or on the parameters of the measurement.</param>
    /// <param name="measurement">The measurement that <c>/parameters</c> belong to; the first when null or unknown.</param>
    /// <returns>The changed workspace, which shares every untouched sample with the given one.</returns>
    /// <exception cref="JsonPatchException">An operation does not apply. It is named with its path in the workspace.</exception>
    public static JsonTree Apply(JsonTree workspace, JsonPatch patch, string? measurement = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(patch);
        if (!patch.Operations.Any(operation => IsParameters(operation.Path) || (operation.From is { } from && IsParameters(from))) || Place(workspace, measurement) is not { } place)
            return patch.Apply(workspace);
        return new JsonPatch(patch.Operations.Select(operation => Placed(operation, place))).Apply(workspace);
    }

    private static bool IsParameters(JsonPointer path) => path.Tokens.Count > 0 && path.Tokens[0] == Parameters;

    /// <summary>Where the parameters of the measurement are; null in a document that has its own, or has no measurements.</summary>
    private static JsonPointer? Place(JsonTree workspace, string? measurement)
    {
        if (workspace is not JsonObject record || record.TryGet(Parameters, out _) || !record.TryGet(Measurements, out JsonTree? value) || value is not JsonArray measurements)
            return null;
        int index = measurements.Items.TakeWhile(item => !HasName(item, measurement)).Count();
        if (measurement is null || index == measurements.Count)
            index = 0;
        return JsonPointer.Of(Measurements, index.ToString(System.Globalization.CultureInfo.InvariantCulture), "config", Parameters);
    }

    private static bool HasName(JsonTree item, string? name) =>
        item is JsonObject record && record.TryGet("name", out JsonTree? value) && value is JsonString text && text.Value == name;

    private static JsonPatchOperation Placed(JsonPatchOperation operation, JsonPointer place)
    {
        JsonPointer path = Placed(operation.Path, place);

        // To pyhf a model without parameters is one whose measurement configures none.
        if (operation.Action == JsonPatchAction.Remove && path.Equals(place))
            return new JsonPatchOperation(JsonPatchAction.Replace, path) { Value = JsonArray.Empty };
        return operation with { Path = path, From = operation.From is { } from ? Placed(from, place) : null };
    }

    private static JsonPointer Placed(JsonPointer path, JsonPointer place) => IsParameters(path) ? JsonPointer.Of([.. place.Tokens, .. path.Tokens.Skip(1)]) : path;
}
