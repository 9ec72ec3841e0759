namespace Pullback.HistFactory.Json;

/// <summary>A JSON string.</summary>
public sealed class JsonString : JsonTree
{
    /// <summary>Creates a string.</summary>
    /// <param name="value">The characters, without quotes or escapes.</param>
    public JsonString(string value)
        : base(0)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The characters, without quotes or escapes.</summary>
    public string Value { get; }

    internal override string Describe() => $"the string '{(Value.Length > 60 ? Value[..57] + "..." : Value)}'";

    private protected override bool HasValueOf(JsonTree other) => other is JsonString text && text.Value == Value;
}

/// <summary>A JSON truth value.</summary>
public sealed class JsonBoolean : JsonTree
{
    private JsonBoolean(bool value)
        : base(0)
    {
        Value = value;
    }

    /// <summary>The value <c>true</c>.</summary>
    public static JsonBoolean True { get; } = new(true);

    /// <summary>The value <c>false</c>.</summary>
    public static JsonBoolean False { get; } = new(false);

    /// <summary>The value.</summary>
    public bool Value { get; }

    /// <summary>The tree of a truth value.</summary>
    /// <param name="value">The value.</param>
    public static JsonBoolean Of(bool value) => value ? True : False;

    internal override string Describe() => Value ? "true" : "false";

    private protected override bool HasValueOf(JsonTree other) => false;
}

/// <summary>The JSON value <c>null</c>.</summary>
public sealed class JsonNull : JsonTree
{
    private JsonNull()
        : base(0)
    {
    }

    /// <summary>The only instance.</summary>
    public static JsonNull Instance { get; } = new();

    internal override string Describe() => "null";

    private protected override bool HasValueOf(JsonTree other) => false;
}
