namespace Pullback.HistFactory.Json;

/// <summary>Reads the operations of a JSON patch.</summary>
internal static class JsonPatchParser
{
    private static readonly Dictionary<string, JsonPatchAction> Actions = new(StringComparer.Ordinal)
    {
        ["add"] = JsonPatchAction.Add,
        ["replace"] = JsonPatchAction.Replace,
        ["test"] = JsonPatchAction.Test,
        ["remove"] = JsonPatchAction.Remove,
        ["move"] = JsonPatchAction.Move,
        ["copy"] = JsonPatchAction.Copy,
    };

    /// <summary>Reads an operation; members that the action does not use are ignored, as the RFC asks.</summary>
    public static JsonPatchOperation Parse(JsonTree tree, int index)
    {
        if (tree is not JsonObject record)
            throw new JsonPatchException(index, "unknown", $"found {tree.Describe()}, but an operation is an object with 'op' and 'path'.");
        string name = TextOf(record, "op", index, "unknown");
        if (!Actions.TryGetValue(name, out JsonPatchAction action))
            throw new JsonPatchException(index, name, UnknownAction(name));
        JsonPointer path = PointerOf(record, "path", index, name);
        string operation = $"{name} '{path}'";
        return new JsonPatchOperation(action, path)
        {
            Value = action is JsonPatchAction.Add or JsonPatchAction.Replace or JsonPatchAction.Test ? Member(record, "value", index, operation) : null,
            From = action is JsonPatchAction.Move or JsonPatchAction.Copy ? PointerOf(record, "from", index, operation) : null,
        };
    }

    private static string UnknownAction(string name)
    {
        string? nearest = NearestName.Find(name, Actions.Keys);
        return $"there is no operation '{name}'; the operations are {NearestName.List(Actions.Keys)}.{(nearest is null ? "" : $" The nearest is '{nearest}'.")}";
    }

    private static JsonPointer PointerOf(JsonObject record, string name, int index, string operation)
    {
        try
        {
            return JsonPointer.Parse(TextOf(record, name, index, operation));
        }
        catch (FormatException problem)
        {
            throw new JsonPatchException(index, operation, $"{name} {problem.Message}", problem);
        }
    }

    private static string TextOf(JsonObject record, string name, int index, string operation) =>
        Member(record, name, index, operation) is JsonString text
            ? text.Value
            : throw new JsonPatchException(index, operation, $"'{name}' is {record[name].Describe()}, but must be a string.");

    private static JsonTree Member(JsonObject record, string name, int index, string operation) =>
        record.TryGet(name, out JsonTree? value)
            ? value
            : throw new JsonPatchException(index, operation, $"'{name}' is missing; found {record.Describe()}.");
}
