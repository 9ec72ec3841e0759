using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>Changes in the trees of valid workspaces that keep the references of what they do not touch.</summary>
internal static class TreeEditing
{
    /// <summary>The name of a channel, sample, modifier, measurement, parameter or observation.</summary>
    public static string NameOf(JsonTree item) => TextOf(item, "name");

    /// <summary>A string under a name.</summary>
    public static string TextOf(JsonTree item, string name) => ((JsonString)((JsonObject)item)[name]).Value;

    /// <summary>The elements of an array under a name.</summary>
    public static IEnumerable<JsonTree> ItemsOf(JsonTree item, string name) => ((JsonArray)((JsonObject)item)[name]).Items;

    /// <summary>Changes the elements of an array under a name; those that become null are removed.</summary>
    public static JsonObject ChangeEach(JsonObject record, string name, Func<JsonObject, JsonObject?> change)
    {
        var array = (JsonArray)record[name];
        var items = new List<JsonTree>(array.Count);
        bool changed = false;
        foreach (JsonTree item in array.Items)
        {
            JsonObject? result = change((JsonObject)item);
            changed |= !ReferenceEquals(result, item);
            if (result is not null)
                items.Add(result);
        }

        return changed ? record.With(name, new JsonArray(items)) : record;
    }

    /// <summary>Sorts the elements of an array under a name; elements that compare equal keep their order.</summary>
    public static JsonObject SortEach(JsonObject record, string name, Func<JsonTree, string> key, Func<JsonTree, string>? secondKey = null)
    {
        JsonTree[] items = [.. ItemsOf(record, name)];
        IOrderedEnumerable<JsonTree> sorted = items.OrderBy(key, CodePointComparer.Instance);
        JsonTree[] result = [.. secondKey is null ? sorted : sorted.ThenBy(secondKey, CodePointComparer.Instance)];
        return items.AsSpan().SequenceEqual(result, ReferenceEqualityComparer.Instance) ? record : record.With(name, new JsonArray(result));
    }

    /// <summary>Changes an object under a name.</summary>
    public static JsonObject ChangeObject(JsonObject record, string name, Func<JsonObject, JsonObject> change) =>
        record.With(name, change((JsonObject)record[name]));

    /// <summary>Gives a string under a name its new value, if it has one.</summary>
    public static JsonObject Rename(JsonObject record, string name, IReadOnlyDictionary<string, string> newNames) =>
        newNames.TryGetValue(TextOf(record, name), out string? newName) ? record.With(name, new JsonString(newName)) : record;
}
