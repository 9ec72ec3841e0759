using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>A place in a document as messages name it, such as <c>channel 'SR', sample 'signal'</c>.</summary>
/// <param name="outer">The place around it; null for the document.</param>
/// <param name="kind">What is there, such as <c>channel</c>.</param>
/// <param name="node">The value there; its name is shown if it has one.</param>
/// <param name="index">Its index, from 0, which is shown if it has no name.</param>
internal sealed class Place(Place? outer, string kind, JsonTree node, int index = -1)
{
    /// <summary>The name of the value, or null.</summary>
    private string? Name => node is JsonObject record && record.TryGet("name", out JsonTree? name) && name is JsonString text ? text.Value : null;

    /// <summary>A place inside.</summary>
    public Place Inside(string part, JsonTree value, int position) => new(this, part, value, position);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (outer is null)
            return kind;
        if (Name is null && index < 0)
            return outer.IsDocument ? kind : $"{outer}, {kind}";
        string own = Name is { } name ? $"{kind} '{name}'{TypeSuffix()}" : $"{kind} number {index + 1}";
        return outer.IsDocument ? own : $"{outer}, {own}";
    }

    private bool IsDocument => outer is null;

    private string TypeSuffix() =>
        kind == "modifier" && ((JsonObject)node).TryGet("type", out JsonTree? type) && type is JsonString text ? $" ({text.Value})" : "";
}
