namespace Pullback.HistFactory.Json;

/// <summary>Compares strings by Unicode code points, as Python does; .NET's ordinal order puts surrogate pairs before U+E000.</summary>
internal sealed class CodePointComparer : IComparer<string>
{
    /// <summary>The only instance needed.</summary>
    public static CodePointComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return string.CompareOrdinal(x, y);
        int common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
            return x.Length.CompareTo(y.Length);
        char left = x[common];
        char right = y[common];
        if (char.IsSurrogate(left) != char.IsSurrogate(right))
            return char.IsSurrogate(left) ? 1 : -1;
        return left.CompareTo(right);
    }
}
