namespace Pullback.Data.Tables;

/// <summary>A column of the result: one of the file's columns, or an expression of them.</summary>
/// <param name="Name">Name in the result.</param>
/// <param name="Expression">SQL expression of one row, such as <c>sqrt(px*px + py*py)</c>; null for the file's column called <paramref name="Name"/>.</param>
public sealed record ColumnSelection(string Name, string? Expression = null)
{
    /// <summary>The file's column of that name.</summary>
    /// <param name="name">The name.</param>
    public static implicit operator ColumnSelection(string name) => FromString(name);

    /// <summary>The file's column of that name.</summary>
    /// <param name="name">The name.</param>
    public static ColumnSelection FromString(string name) => new(name);
}
