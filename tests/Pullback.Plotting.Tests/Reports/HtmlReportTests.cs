using System.Text.RegularExpressions;
using Pullback.Plotting.Reports;

namespace Pullback.Plotting.Tests.Reports;

public sealed partial class HtmlReportTests
{
    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        string html = Report().ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        foreach (Match match in Address().Matches(html))
            Assert.Contains(match.Value, new[] { "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink" });
    }

    [Fact]
    public void Text_is_escaped()
    {
        var report = new HtmlReport("<script>alert(1)</script>") { Subtitle = "a & b", Footer = "\"q\"" };
        report.Section("<i>").Paragraph("x < y").Details("<s>", "</pre><script>").Table(new ReportTable("<th>").Row("<td>"));
        string html = report.ToHtml();
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;/pre&gt;&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_several_figures_do_not_clash()
    {
        string[] ids = [.. Id().Matches(Report().ToHtml()).Select(match => match.Groups[1].Value)];
        Assert.True(ids.Length > 6);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Figures_are_numbered_and_have_captions()
    {
        string html = Report().ToHtml();
        Assert.Contains("<b>Figure 1.</b> First", html, StringComparison.Ordinal);
        Assert.Contains("<b>Figure 2.</b> Second", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<svg").Length - 1);
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes() => Assert.Equal(Report().ToHtml(), Report().ToHtml());

    [Fact]
    public void Decimal_points_of_a_column_stand_below_each_other()
    {
        var report = new HtmlReport("t");
        report.Section("s").Table(new ReportTable("n").Row(ReportCell.Number(1.25, 3)).Row(ReportCell.Number(12.5, 3)).Row(7L));
        string html = report.ToHtml();
        Assert.Contains(">1.25<", html, StringComparison.Ordinal);
        Assert.Contains(">12.5\u2007<", html, StringComparison.Ordinal);
        Assert.Contains(">7\u2008\u2007\u2007<", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_saved_whole()
    {
        using var folder = new ScratchFolder();
        Report().Save(folder.File("report.html"));
        Assert.EndsWith("</html>\n", File.ReadAllText(folder.File("report.html")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_row_of_another_length_is_an_error_that_names_the_columns()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ReportTable("a", "b").Row("1"));
        Assert.Contains("row 0 has 1 cells, but the table has 2 columns (a, b)", error.Message, StringComparison.Ordinal);
    }

    private static HtmlReport Report()
    {
        var report = new HtmlReport("Report") { Subtitle = "seed 1" };
        report.Section("Result").KeyNumbers(new KeyNumber("CLs", 0.0023), new KeyNumber("Z", ReportCell.Missing("no fit")));
        report.Section("Figures").Figure(Samples.Everything(), "First").Figure(Samples.Everything(), "Second");
        return report;
    }

    [GeneratedRegex("https?://[^\"'\\s<)]+")]
    private static partial Regex Address();

    [GeneratedRegex("\\sid=\"([^\"]+)\"")]
    private static partial Regex Id();
}
