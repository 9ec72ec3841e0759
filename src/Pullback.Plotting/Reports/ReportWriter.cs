using System.Globalization;
using System.Net;
using System.Text;
using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Reports;

/// <summary>Writes the HTML of a report.</summary>
internal sealed class ReportWriter
{
    /// <summary>A space as wide as a digit.</summary>
    private const char FigureSpace = '\u2007';

    /// <summary>A space as wide as a point.</summary>
    private const char PointSpace = '\u2008';

    private readonly StringBuilder _html = new();
    private int _figures;

    public string Write(HtmlReport report)
    {
        Line("<!DOCTYPE html>");
        Line("<html lang=\"en\">");
        Line("<head>");
        Line("<meta charset=\"utf-8\">");
        Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">");
        Line($"<title>{Escape(report.Title)}</title>");
        Line("<style>");
        _html.Append(Css());
        Line("</style>");
        Line("</head>");
        Line("<body>");
        Line("<header>");
        Line($"<h1>{Escape(report.Title)}</h1>");
        if (report.Subtitle is { } subtitle)
            Line($"<p class=\"subtitle\">{Escape(subtitle)}</p>");
        Line("</header>");
        Line("<main>");
        for (int i = 0; i < report.Sections.Count; i++)
        {
            ReportSection section = report.Sections[i];
            string id = "section-" + (i + 1).ToString(CultureInfo.InvariantCulture);
            Line($"<section aria-labelledby=\"{id}\">");
            Line($"<h2 id=\"{id}\">{Escape(section.Heading)}</h2>");
            foreach (Action<ReportWriter> part in section.Parts)
                part(this);
            Line("</section>");
        }

        Line("</main>");
        if (report.Footer is { } footer)
            Line($"<footer>{Escape(footer)}</footer>");
        Line("</body>");
        Line("</html>");
        return _html.ToString();
    }

    public void Paragraph(string text) => Line($"<p>{Escape(text)}</p>");

    public void KeyNumbers(IReadOnlyList<KeyNumber> numbers)
    {
        Line("<dl class=\"key\">");
        foreach (KeyNumber number in numbers)
        {
            string note = number.Value.Reason ?? number.Note ?? "";
            Line($"<div><dt>{Escape(number.Label)}</dt><dd>{Escape(number.Value.Text)}</dd>{(note.Length > 0 ? $"<dd class=\"note\">{Escape(note)}</dd>" : "")}</div>");
        }

        Line("</dl>");
    }

    public void Table(ReportTable table)
    {
        int columns = table.Headers.Count;
        int[] decimals = [.. Enumerable.Range(0, columns).Select(column => table.Rows.Select(row => Decimals(row[column])).DefaultIfEmpty(0).Max())];
        bool[] numeric = [.. Enumerable.Range(0, columns).Select(column => table.Rows.Any(row => row[column].IsNumber))];
        Line("<div class=\"scroll\"><table>");
        if (table.Caption is { } caption)
            Line($"<caption>{Escape(caption)}</caption>");
        Line($"<thead><tr>{string.Concat(table.Headers.Select((head, i) => $"<th scope=\"col\"{(numeric[i] ? " class=\"n\"" : "")}>{Escape(head)}</th>"))}</tr></thead>");
        Line("<tbody>");
        foreach (IReadOnlyList<ReportCell> row in table.Rows)
            Line($"<tr>{string.Concat(row.Select((cell, i) => Cell(cell, numeric[i], decimals[i])))}</tr>");
        Line("</tbody></table></div>");
    }

    public void Figure(Figure figure, string caption)
    {
        _figures++;
        string number = _figures.ToString(CultureInfo.InvariantCulture);
        string width = figure.Width.ToString(CultureInfo.InvariantCulture);
        Line($"<figure id=\"figure-{number}\">");
        Line($"<div class=\"paper\" style=\"max-width:{width}px\">");
        _html.Append(figure.ToSvg($"f{number}-"));
        Line("</div>");
        Line($"<figcaption><b>Figure {number}.</b> {Escape(caption)}</figcaption>");
        Line("</figure>");
    }

    public void Details(string summary, string text)
    {
        Line($"<details><summary>{Escape(summary)}</summary>");
        Line($"<pre>{Escape(text)}</pre>");
        Line("</details>");
    }

    private static string Cell(ReportCell cell, bool numeric, int decimals)
    {
        string text = Escape(cell.Text);
        if (cell.Reason is { } reason)
            text += $" <span class=\"note\">({Escape(reason)})</span>";
        if (IsPlain(cell) && decimals > 0)
        {
            int own = Decimals(cell);
            text += (own == 0 ? PointSpace.ToString() : "") + new string(FigureSpace, decimals - own);
        }

        return numeric ? $"<td class=\"n\">{text}</td>" : $"<td>{text}</td>";
    }

    private static int Decimals(ReportCell cell)
    {
        int point = cell.Text.IndexOf('.', StringComparison.Ordinal);
        return IsPlain(cell) && point >= 0 ? cell.Text.Length - point - 1 : 0;
    }

    /// <summary>A single number without power of ten or uncertainty.</summary>
    private static bool IsPlain(ReportCell cell) => cell.IsNumber && !cell.Text.Contains('×', StringComparison.Ordinal) && !cell.Text.Contains('±', StringComparison.Ordinal);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Css()
    {
        using Stream stream = typeof(ReportWriter).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The embedded style sheet report.css is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Line(string text) => _html.Append(text).Append('\n');
}
