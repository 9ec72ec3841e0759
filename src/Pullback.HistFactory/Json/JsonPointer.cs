using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Pullback.HistFactory.Json;

/// <summary>A place in a JSON tree, such as <c>/channels/0/name</c>.</summary>
/// <remarks>Names and indices after slashes; <c>~1</c> stands for a slash in a name, <c>~0</c> for a tilde, <c>-</c> for the end of an array. The empty
/// text is the whole tree. Reference: RFC 6901.</remarks>
public sealed class JsonPointer : IEquatable<JsonPointer>
{
    /// <summary>The token that stands for the place after the last element of an array.</summary>
    internal const string End = "-";

    private readonly string[] _tokens;

    private JsonPointer(string[] tokens)
    {
        _tokens = tokens;
    }

    /// <summary>The whole tree.</summary>
    public static JsonPointer Root { get; } = new([]);

    /// <summary>Names and indices from the root on.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The place under names and indices from the root on.</summary>
    internal static JsonPointer Of(params string[] tokens) => new(tokens);

    /// <summary>Reads a pointer.</summary>
    /// <param name="text">The text, empty or starting with a slash.</param>
    /// <exception cref="FormatException">The text is no pointer.</exception>
    public static JsonPointer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
            return Root;
        if (text[0] != '/')
            throw new FormatException($"'{text}' is no JSON pointer: it must be empty or start with '/'.");
        string[] tokens = text[1..].Split('/');
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = Unescape(tokens[i], text);
        return new JsonPointer(tokens);
    }

    /// <summary>The value at the place.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the place exists.</returns>
    public bool TryFind(JsonTree tree, [NotNullWhen(true)] out JsonTree? value)
    {
        value = tree;
        foreach (string token in _tokens)
        {
            value = value is null ? null : Child(value, token);
        }

        return value is not null;
    }

    /// <summary>Whether two pointers name one place.</summary>
    /// <param name="other">Another pointer.</param>
    public bool Equals(JsonPointer? other) => other is not null && _tokens.AsSpan().SequenceEqual(other._tokens);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonPointer);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The text of the pointer.</summary>
    public override string ToString() => Text(_tokens.Length);

    /// <summary>The text of the first tokens.</summary>
    internal string Text(int count) =>
        string.Concat(_tokens.Take(count).Select(token => "/" + token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    /// <summary>Whether the place is inside another, and not that place itself.</summary>
    internal bool IsInside(JsonPointer outer) => _tokens.Length > outer._tokens.Length && _tokens.AsSpan().StartsWith(outer._tokens);

    /// <summary>The value under a name or index, or null.</summary>
    internal static JsonTree? Child(JsonTree parent, string token) => parent switch
    {
        JsonObject record => record.TryGet(token, out JsonTree? value) ? value : null,
        JsonArray array => TryIndex(token, out int index) && index < array.Count ? array[index] : null,
        _ => null,
    };

    /// <summary>Reads an index: digits without leading zeros.</summary>
    internal static bool TryIndex(string token, out int index) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (token.Length == 1 || token[0] != '0');

    private static string Unescape(string token, string text)
    {
        for (int i = token.IndexOf('~', StringComparison.Ordinal); i >= 0; i = token.IndexOf('~', i + 1))
        {
            if (i + 1 == token.Length || token[i + 1] is not ('0' or '1'))
                throw new FormatException($"'{text}' is no JSON pointer: after '~' must stand '0' (for '~') or '1' (for '/').");
        }

        return token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
