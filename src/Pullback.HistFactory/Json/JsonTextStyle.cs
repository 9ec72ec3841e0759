namespace Pullback.HistFactory.Json;

/// <summary>How JSON text is written.</summary>
/// <param name="Indent">Spaces for each level; −1 for text without line breaks.</param>
/// <param name="ItemSeparator">What stands between elements.</param>
/// <param name="NameSeparator">What stands between a name and its value.</param>
/// <param name="Ascii">Whether characters beyond ASCII are written as <c>\uXXXX</c>.</param>
/// <param name="Sorted">Whether members are sorted by name.</param>
internal sealed record JsonTextStyle(int Indent, string ItemSeparator, string NameSeparator, bool Ascii, bool Sorted)
{
    /// <summary>As Python's <c>json.dump(tree, indent=4)</c>.</summary>
    public static JsonTextStyle PythonIndented { get; } = new(4, ",", ": ", Ascii: true, Sorted: false);

    /// <summary>As Python's <c>json.dump(tree, separators=(",", ":"))</c>.</summary>
    public static JsonTextStyle Compact { get; } = new(-1, ",", ":", Ascii: true, Sorted: false);

    /// <summary>As Python's <c>json.dumps(tree, sort_keys=True, ensure_ascii=False)</c>: the text that digests are taken of.</summary>
    public static JsonTextStyle Canonical { get; } = new(-1, ", ", ": ", Ascii: false, Sorted: true);
}
