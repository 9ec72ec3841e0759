namespace Pullback.HistFactory.Json;

/// <summary>Where JSON text has line breaks and spaces.</summary>
public enum JsonLayout
{
    /// <summary>One value a line, four spaces a level: the bytes of Python's <c>json.dump(tree, indent=4)</c>.</summary>
    Indented,

    /// <summary>No space at all: the bytes of Python's <c>json.dump(tree, separators=(",", ":"))</c>.</summary>
    Compact,
}
