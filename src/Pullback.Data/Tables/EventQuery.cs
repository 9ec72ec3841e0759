namespace Pullback.Data.Tables;

/// <summary>Which events to read: files, columns, selection.</summary>
public sealed record EventQuery
{
    /// <summary>Paths or patterns (<c>*</c>, <c>?</c>, <c>**</c>). Events follow in the order of the list, the files of a pattern in ordinal order of their paths.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Columns of the result, in order.</summary>
    /// <value>Null: all columns of the files.</value>
    public IReadOnlyList<ColumnSelection>? Columns { get; init; }

    /// <summary>SQL condition on one row, such as <c>pt &gt; 20 AND abs(eta) &lt; 2.5</c>; rows where it is false or unknown are left out.</summary>
    /// <value>Null: all events.</value>
    public string? Where { get; init; }

    /// <summary>Format of the files.</summary>
    /// <value>By extension.</value>
    public DataFileFormat Format { get; init; }

    /// <summary>Names for the columns of a two-dimensional npy array, or of the only such array of an npz.</summary>
    /// <value>Null: they are numbered, <c>x[0]</c>, <c>x[1]</c> and so on.</value>
    public IReadOnlyList<string>? ArrayColumnNames { get; init; }

    /// <summary>Separator of CSV files.</summary>
    /// <value>Null: found from the header line (comma, semicolon, tab, bar or space).</value>
    public char? CsvSeparator { get; init; }

    /// <summary>Folder that relative paths start from.</summary>
    /// <value>Null: the current folder.</value>
    public string? Folder { get; init; }

    /// <summary>True if a table without events is a result rather than an error.</summary>
    /// <value>False.</value>
    public bool AllowEmpty { get; init; }
}
