using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pullback.Cli.Output;

/// <summary>Lays JSON out for people and programs: two spaces of indentation, flat lists and objects on one line.</summary>
internal static class JsonLayout
{
    private const int LineLength = 150;

    /// <summary>The text of a node, without a final line break.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node, indent: 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, int indent)
    {
        if (OnOneLine(node, indent) is { } line)
        {
            text.Append(line);
            return;
        }

        bool list = node is JsonArray;
        string margin = new(' ', indent + 2);
        text.Append(list ? "[" : "{");
        string separator = "\n";
        foreach ((string? key, JsonNode? child) in Children(node))
        {
            text.Append(separator).Append(margin);
            if (key is not null)
                text.Append(Quote(key)).Append(": ");
            Append(text, child, indent + 2);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', indent).Append(list ? ']' : '}');
    }

    /// <summary>The node on one line, or <c>null</c> when it is laid out: the document itself, what holds objects, and what would be too long.</summary>
    private static string? OnOneLine(JsonNode? node, int indent)
    {
        switch (node)
        {
            case JsonArray { Count: 0 }:
                return "[]";
            case JsonObject { Count: 0 }:
                return "{}";
            case JsonArray or JsonObject:
                if (indent == 0 || Children(node).Any(child => child.Node is JsonObject { Count: > 0 }))
                    return null;
                string?[] parts = [.. Children(node).Select(child => Part(child.Key, OnOneLine(child.Node, indent + 2)))];
                string line = string.Join(", ", parts);
                bool numbers = node is JsonArray && Children(node).All(child => child.Node is not JsonArray);
                if (parts.Contains(null) || (line.Length > LineLength && !numbers))
                    return null;
                return node is JsonArray ? $"[{line}]" : $"{{{line}}}";
            default:
                return Scalar(node);
        }
    }

    private static string? Part(string? key, string? value) => key is null || value is null ? value : $"{Quote(key)}: {value}";

    private static IEnumerable<(string? Key, JsonNode? Node)> Children(JsonNode? node) => node switch
    {
        JsonArray list => list.Select(child => ((string?)null, child)),
        JsonObject map => map.Select(child => ((string?)child.Key, child.Value)),
        _ => [],
    };

    // A JsonValue writes doubles in the shortest form that reads back to the same bits, and throws for NaN and infinities.
    private static string Scalar(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
