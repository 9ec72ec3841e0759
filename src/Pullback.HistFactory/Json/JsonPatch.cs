namespace Pullback.HistFactory.Json;

/// <summary>A list of changes to a JSON tree.</summary>
/// <remarks>Reference: RFC 6902.</remarks>
public sealed class JsonPatch
{
    /// <summary>Creates a patch.</summary>
    /// <param name="operations">The operations in order.</param>
    public JsonPatch(IEnumerable<JsonPatchOperation> operations)
    {
        Operations = [.. operations];
    }

    /// <summary>The operations in order.</summary>
    public IReadOnlyList<JsonPatchOperation> Operations { get; }

    /// <summary>Reads a patch.</summary>
    /// <param name="tree">An array of operations.</param>
    /// <exception cref="JsonPatchException">The tree is no patch.</exception>
    public static JsonPatch Parse(JsonTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree is JsonArray array
            ? new JsonPatch(array.Items.Select(JsonPatchParser.Parse))
            : throw new JsonPatchException($"found {tree.Describe()}, but a patch is an array of operations.");
    }

    /// <summary>Applies all operations in order.</summary>
    /// <param name="tree">The tree; unchanged.</param>
    /// <returns>The changed tree, which shares every untouched subtree with the given one.</returns>
    /// <exception cref="JsonPatchException">An operation does not apply.</exception>
    public JsonTree Apply(JsonTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        for (int i = 0; i < Operations.Count; i++)
        {
            tree = JsonPatchStep.Apply(tree, Operations[i], i);
            if (tree.Depth > JsonTree.MaximumDepth)
                throw JsonPatchStep.Error(Operations[i], i, $"the result is nested more than {JsonTree.MaximumDepth} levels deep. Check the path.");
        }

        return tree;
    }
}
