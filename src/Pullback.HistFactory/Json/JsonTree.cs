using System.Text;

namespace Pullback.HistFactory.Json;

/// <summary>An immutable JSON value: object, array, number, string, truth value or null.</summary>
/// <remarks>
/// <para>A change makes new nodes only from the root to the changed place; every untouched subtree keeps its reference, so that whatever was
/// derived from it stays valid.</para>
/// <para>Numbers keep their value and whether they were written as integers, as Python's <c>json</c> does: <c>5</c> stays <c>5</c>, <c>5.0</c> stays
/// <c>5.0</c>, <c>1E1</c> becomes <c>10.0</c>, and integers beyond 2⁵³ keep all their digits.</para>
/// </remarks>
public abstract class JsonTree
{
    /// <summary>How deep objects and arrays may be nested in each other.</summary>
    public const int MaximumDepth = 128;

    private protected JsonTree(int depth)
    {
        Depth = depth;
    }

    /// <summary>Number of nested objects and arrays, this one included.</summary>
    internal int Depth { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">A file of JSON text in UTF-8, with or without a byte order mark.</param>
    /// <exception cref="JsonFormatException">The text is no JSON, or holds a number that is not finite.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JsonTree Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads JSON text.</summary>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="source">What error messages call the text; a path as a rule.</param>
    /// <exception cref="JsonFormatException">The text is no JSON, or holds a number that is not finite.</exception>
    public static JsonTree Parse(ReadOnlySpan<byte> utf8, string source = "JSON text") => JsonTreeReader.Read(utf8, source);

    /// <summary>Reads JSON text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What error messages call the text; a path as a rule.</param>
    /// <exception cref="JsonFormatException">The text is no JSON, or holds a number that is not finite.</exception>
    public static JsonTree Parse(string text, string source = "JSON text") => Parse(Encoding.UTF8.GetBytes(text), source);

    /// <summary>The tree as text.</summary>
    /// <param name="layout">Where the text has line breaks and spaces.</param>
    public string ToText(JsonLayout layout = JsonLayout.Indented) => Encoding.UTF8.GetString(ToUtf8(layout).Span);

    /// <summary>The tree as text in UTF-8, without a byte order mark.</summary>
    /// <param name="layout">Where the text has line breaks and spaces.</param>
    public ReadOnlyMemory<byte> ToUtf8(JsonLayout layout = JsonLayout.Indented)
    {
        var writer = new JsonTextWriter(layout == JsonLayout.Indented ? JsonTextStyle.PythonIndented : JsonTextStyle.Compact);
        writer.Write(this);
        return writer.Written;
    }

    /// <summary>Writes the tree to a file, with a line break at the end.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="layout">Where the text has line breaks and spaces.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, JsonLayout layout = JsonLayout.Indented)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.Create(path);
        file.Write(ToUtf8(layout).Span);
        file.WriteByte((byte)'\n');
    }

    /// <summary>Whether two trees mean the same: numbers by value (<c>800</c> equals <c>800.0</c>), objects without regard to order.</summary>
    /// <param name="left">A tree.</param>
    /// <param name="right">A tree.</param>
    public static bool ValueEquals(JsonTree left, JsonTree right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return ReferenceEquals(left, right) || left.HasValueOf(right);
    }

    /// <summary>The compact text.</summary>
    public override string ToString() => ToText(JsonLayout.Compact);

    /// <summary>What messages call the value, such as <c>an array of 3 elements</c>.</summary>
    internal abstract string Describe();

    /// <summary>Whether another tree, which is not this reference, means the same.</summary>
    private protected abstract bool HasValueOf(JsonTree other);
}
