using Pullback.Plotting.Figures;
using Pullback.Plotting.Output;

namespace Pullback.Plotting.Reports;

/// <summary>A report in one HTML file: figures inside it, no scripts, nothing loaded from elsewhere; light and dark, and ready to print.</summary>
/// <remarks><para>The same report gives the same bytes: no time and no name of a machine is written unless it is part of a text.</para></remarks>
/// <param name="title">Title of the report.</param>
public sealed class HtmlReport(string title)
{
    private readonly List<ReportSection> _sections = [];

    /// <summary>Title of the report.</summary>
    public string Title { get; } = title;

    /// <summary>A line below the title.</summary>
    /// <value>Default: null, none.</value>
    public string? Subtitle { get; init; }

    /// <summary>A line at the end: version, command.</summary>
    /// <value>Default: null, none.</value>
    public string? Footer { get; init; }

    /// <summary>Sections added so far.</summary>
    public IReadOnlyList<ReportSection> Sections => _sections;

    /// <summary>Adds a section.</summary>
    /// <param name="heading">Its heading.</param>
    /// <returns>The section, to be filled.</returns>
    public ReportSection Section(string heading)
    {
        var section = new ReportSection(heading);
        _sections.Add(section);
        return section;
    }

    /// <summary>The report as an HTML document.</summary>
    /// <returns>The document.</returns>
    /// <exception cref="FigureException">A figure cannot be drawn.</exception>
    public string ToHtml() => new ReportWriter().Write(this);

    /// <summary>Writes the report, whole or not at all.</summary>
    /// <param name="path">Where to write.</param>
    /// <exception cref="FigureException">A figure cannot be drawn.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        WholeFile.Write(path, ToHtml());
    }
}
