namespace Pullback.HistFactory.Json;

/// <summary>Applies single operations of a JSON patch.</summary>
internal static class JsonPatchStep
{
    /// <summary>Applies an operation.</summary>
    /// <param name="tree">The tree before.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="index">Its index in the patch, for messages.</param>
    /// <returns>The tree after.</returns>
    public static JsonTree Apply(JsonTree tree, JsonPatchOperation operation, int index)
    {
        var step = new Step(operation, index);
        switch (operation.Action)
        {
            case JsonPatchAction.Add:
                return step.Add(tree, operation.Path, Needed(operation.Value));
            case JsonPatchAction.Replace:
                step.Find(tree, operation.Path);
                return step.Change(tree, operation.Path, 0, (parent, token) => Replace(parent, token, Needed(operation.Value)), Needed(operation.Value));
            case JsonPatchAction.Test:
                step.Test(tree, operation.Path, Needed(operation.Value));
                return tree;
            case JsonPatchAction.Remove:
                return step.Remove(tree, operation.Path);
            case JsonPatchAction.Copy:
                return step.Add(tree, operation.Path, step.Find(tree, Needed(operation.From)));
            default:
                return step.Move(tree, Needed(operation.From), operation.Path);
        }
    }

    /// <summary>The error of an operation.</summary>
    public static JsonPatchException Error(JsonPatchOperation operation, int index, string problem) =>
        new(index, $"{operation.Name} {(operation.From is null ? "" : $"'{operation.From}' to ")}'{operation.Path}'", problem);

    private static T Needed<T>(T? value)
        where T : class => value ?? throw new InvalidOperationException("The operation lacks its value or its origin.");

    private static JsonTree Replace(JsonTree parent, string token, JsonTree value) => parent switch
    {
        JsonObject record => record.With(token, value),
        JsonArray array when JsonPointer.TryIndex(token, out int place) => array.With(place, value),
        _ => parent,
    };

    private readonly struct Step(JsonPatchOperation operation, int index)
    {
        public JsonTree Find(JsonTree tree, JsonPointer path)
        {
            for (int i = 0; i < path.Tokens.Count; i++)
                tree = JsonPointer.Child(tree, path.Tokens[i]) ?? throw Missing(tree, path, i);
            return tree;
        }

        public void Test(JsonTree tree, JsonPointer path, JsonTree expected)
        {
            JsonTree found = Find(tree, path);
            if (!JsonTree.ValueEquals(found, expected))
                throw Error(operation, index, $"the value is {found.Describe()}, but the patch expects {expected.Describe()}{Difference(found, expected)}. Check that the patch belongs to this file.");
        }

        public JsonTree Add(JsonTree tree, JsonPointer path, JsonTree value)
        {
            Step self = this;
            return Change(tree, path, 0, (parent, token) => self.AddTo(parent, token, path, value), value);
        }

        public JsonTree Remove(JsonTree tree, JsonPointer path)
        {
            if (path.Tokens.Count == 0)
                throw Error(operation, index, "the whole document cannot be removed. Name a place inside it.");
            Find(tree, path);
            return Change(tree, path, 0, RemoveFrom, tree);
        }

        public JsonTree Move(JsonTree tree, JsonPointer from, JsonPointer path)
        {
            if (path.IsInside(from))
                throw Error(operation, index, "a value cannot be moved into itself. Name a place outside it.");
            JsonTree value = Find(tree, from);
            return from.Equals(path) ? tree : Add(Remove(tree, from), path, value);
        }

        /// <summary>Makes a new path to the parent of a place, with the parent changed.</summary>
        public JsonTree Change(JsonTree tree, JsonPointer path, int level, Func<JsonTree, string, JsonTree> change, JsonTree whole)
        {
            if (path.Tokens.Count == 0)
                return whole;
            string token = path.Tokens[level];
            if (level == path.Tokens.Count - 1)
                return change(tree, token);
            JsonTree child = JsonPointer.Child(tree, token) ?? throw Missing(tree, path, level);
            return Replace(tree, token, Change(child, path, level + 1, change, whole));
        }

        private static JsonTree RemoveFrom(JsonTree parent, string token) => parent switch
        {
            JsonObject record => record.Without(token),
            JsonArray array when JsonPointer.TryIndex(token, out int place) => array.Without(place),
            _ => parent,
        };

        private static string Difference(JsonTree found, JsonTree expected) =>
            found.GetType() == expected.GetType() && found is JsonArray or JsonObject ? " with other contents" : "";

        private JsonTree AddTo(JsonTree parent, string token, JsonPointer path, JsonTree value)
        {
            if (parent is JsonObject record)
                return record.With(token, value);
            if (parent is not JsonArray array)
                throw Missing(parent, path, path.Tokens.Count - 1);
            if (token == JsonPointer.End)
                return array.Insert(array.Count, value);
            if (!JsonPointer.TryIndex(token, out int place) || place > array.Count)
                throw Error(operation, index, $"{Name(path, path.Tokens.Count - 1)} is {array.Describe()}, so '{token}' must be an index from 0 to {array.Count}, or '-' for the end.");
            return array.Insert(place, value);
        }

        /// <summary>The error for a token that names nothing.</summary>
        private JsonPatchException Missing(JsonTree parent, JsonPointer path, int level)
        {
            string token = path.Tokens[level];
            string found = parent.Describe();
            string advice = "which has no places inside it. Check the path.";
            if (parent is JsonObject record)
            {
                string? nearest = NearestName.Find(token, record.Names);
                advice = $"but no '{token}'.{(nearest is null ? " Check the path." : $" The nearest is '{nearest}'.")}";
            }
            else if (parent is JsonArray { Count: 0 })
            {
                advice = $"so '{token}' names nothing. Check the path, and the operations before.";
            }
            else if (parent is JsonArray array)
            {
                advice = $"so '{token}' must be an index from 0 to {array.Count - 1}. Check the path, and the operations before.";
            }

            return Error(operation, index, $"{Name(path, level)} is {found}, {advice}");
        }

        private static string Name(JsonPointer path, int count) => count == 0 ? "the document" : $"'{path.Text(count)}'";
    }
}
