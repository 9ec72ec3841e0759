using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Reports;

/// <summary>A section of a report: its parts stand in the order in which they were added.</summary>
public sealed class ReportSection
{
    private readonly List<Action<ReportWriter>> _parts = [];

    internal ReportSection(string heading)
    {
        Heading = heading;
    }

    /// <summary>The heading.</summary>
    public string Heading { get; }

    internal IReadOnlyList<Action<ReportWriter>> Parts => _parts;

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">Plain text; it is escaped.</param>
    /// <returns>This section.</returns>
    public ReportSection Paragraph(string text)
    {
        _parts.Add(writer => writer.Paragraph(text));
        return this;
    }

    /// <summary>Adds a row of key numbers.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <returns>This section.</returns>
    public ReportSection KeyNumbers(params KeyNumber[] numbers)
    {
        _parts.Add(writer => writer.KeyNumbers(numbers));
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="table">The table.</param>
    /// <returns>This section.</returns>
    public ReportSection Table(ReportTable table)
    {
        _parts.Add(writer => writer.Table(table));
        return this;
    }

    /// <summary>Adds a figure with its number and caption.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="caption">What the reader sees in it.</param>
    /// <returns>This section.</returns>
    public ReportSection Figure(Figure figure, string caption)
    {
        _parts.Add(writer => writer.Figure(figure, caption));
        return this;
    }

    /// <summary>Adds text as it is, in a fixed-width font, folded away: a configuration, a log.</summary>
    /// <param name="summary">The line that stays visible.</param>
    /// <param name="text">The text; it is escaped.</param>
    /// <returns>This section.</returns>
    public ReportSection Details(string summary, string text)
    {
        _parts.Add(writer => writer.Details(summary, text));
        return this;
    }
}
