using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>A patch of a patch set: what turns the background-only workspace into that of one signal.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">The coordinates of the signal, one for each label of the set.</param>
/// <param name="Patch">The changes; their paths start at the workspace.</param>
public sealed record WorkspacePatch(string Name, IReadOnlyList<PatchSetValue> Values, JsonPatch Patch)
{
    /// <summary>The coordinates as text, such as <c>(1300, 205, 60)</c>.</summary>
    internal string Coordinates => $"({string.Join(", ", Values)})";
}
