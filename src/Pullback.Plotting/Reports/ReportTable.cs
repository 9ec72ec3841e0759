namespace Pullback.Plotting.Reports;

/// <summary>A table of a report. Numbers in a column stand with their decimal points below each other.</summary>
/// <param name="headers">Column heads; at least one.</param>
public sealed class ReportTable(params string[] headers)
{
    private readonly List<ReportCell[]> _rows = [];

    /// <summary>Column heads.</summary>
    public IReadOnlyList<string> Headers { get; } = headers;

    /// <summary>Rows added so far.</summary>
    public IReadOnlyList<IReadOnlyList<ReportCell>> Rows => _rows;

    /// <summary>A line above the table.</summary>
    /// <value>Default: null, none.</value>
    public string? Caption { get; init; }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One cell per column.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The number of cells is not that of the columns.</exception>
    public ReportTable Row(params ReportCell[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != Headers.Count)
            throw new ArgumentException($"row {_rows.Count} has {cells.Length} cells, but the table has {Headers.Count} columns ({string.Join(", ", Headers)}).", nameof(cells));
        _rows.Add(cells);
        return this;
    }
}
