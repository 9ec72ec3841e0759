using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pullback.Cli.Output;

/// <summary>A JSON object under construction, its keys in the order they were added.</summary>
/// <remarks>
/// NaN and infinity never appear: such a number becomes <c>null</c>, and <c>"KEY_reason"</c> beside it says why.
/// Doubles are written in the shortest form that reads back to the same bits.
/// </remarks>
internal sealed class JsonFields
{
    private readonly JsonObject _object;

    /// <summary>An object without keys.</summary>
    public JsonFields()
        : this([])
    {
    }

    /// <summary>An object that exists already; its numbers are written as they were read.</summary>
    public JsonFields(JsonObject node) => _object = node;

    /// <summary>The object so far.</summary>
    public JsonObject Node => _object;

    /// <summary>A text, or <c>null</c>.</summary>
    public JsonFields Add(string key, string? value) => AddNode(key, value is null ? null : JsonValue.Create(value));

    /// <summary>A whole number.</summary>
    public JsonFields Add(string key, long value) => AddNode(key, JsonValue.Create(value));

    /// <summary>A seed.</summary>
    public JsonFields Add(string key, ulong value) => AddNode(key, JsonValue.Create(value));

    /// <summary>A truth value.</summary>
    public JsonFields Add(string key, bool value) => AddNode(key, JsonValue.Create(value));

    /// <summary>A number; when it does not exist, <c>null</c> with <paramref name="reason"/> beside it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The number; NaN and infinities stand for "does not exist".</param>
    /// <param name="reason">Why it may not exist; default: "not a number", "too large" or "too small".</param>
    public JsonFields Add(string key, double value, string? reason = null)
    {
        AddNode(key, Number(value));
        return double.IsFinite(value) ? this : Add(key + "_reason", reason ?? DefaultReason(value));
    }

    /// <summary>A value that does not exist, with the reason beside it.</summary>
    public JsonFields AddMissing(string key, string reason)
    {
        AddNode(key, null);
        return Add(key + "_reason", reason);
    }

    /// <summary>A list of numbers; for elements that do not exist the reason names the first of them.</summary>
    public JsonFields Add(string key, ReadOnlySpan<double> values, string? reason = null)
    {
        var array = new JsonArray();
        int missing = -1;
        for (int i = 0; i < values.Length; i++)
        {
            array.Add(Number(values[i]));
            if (missing < 0 && !double.IsFinite(values[i]))
                missing = i;
        }

        AddNode(key, array);
        return missing < 0 ? this : Add(key + "_reason", $"element {missing}: {reason ?? DefaultReason(values[missing])}");
    }

    /// <summary>A list of texts.</summary>
    public JsonFields Add(string key, IEnumerable<string> values) => AddNode(key, new JsonArray([.. values.Select(value => JsonValue.Create(value))]));

    /// <summary>An object.</summary>
    public JsonFields Add(string key, JsonFields value) => AddNode(key, value._object);

    /// <summary>A list of objects.</summary>
    public JsonFields Add(string key, IEnumerable<JsonFields> values) => AddNode(key, new JsonArray([.. values.Select(value => value._object)]));

    /// <summary>Any node made of finite numbers.</summary>
    public JsonFields AddNode(string key, JsonNode? node)
    {
        _object.Add(key, node);
        return this;
    }

    /// <summary>The document as indented text; objects and lists that hold no others stay on one line where they fit.</summary>
    public string ToText() => JsonLayout.Write(_object);

    /// <summary>Reads back a document.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonObject Parse(string text) => JsonNode.Parse(text) as JsonObject ?? throw new JsonException("the document is not an object.");

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string DefaultReason(double value) => value switch
    {
        double.PositiveInfinity => "too large",
        double.NegativeInfinity => "too small",
        _ => "not a number",
    };
}
