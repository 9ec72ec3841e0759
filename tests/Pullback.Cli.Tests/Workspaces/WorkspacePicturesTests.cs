using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Pullback.Cli.Tests.Workspaces;

/// <summary>Tables for people, and the files of <c>--out</c>.</summary>
public sealed class WorkspacePicturesTests : IDisposable
{
    private readonly WorkspaceCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("fit shapes.json", "pulls.svg correlation.svg prefit.svg postfit.svg report.html")]
    [InlineData("limit two-bin.json", "cls_scan.svg report.html")]
    [InlineData("limit background.json --patchset signals.json", "limits-1.svg limits-2.svg report.html")]
    [InlineData("ranking shapes.json", "ranking.svg report.html")]
    [InlineData("scan shapes.json --parameter mu --range 0,2,11", "scan.svg report.html")]
    [InlineData("scan shapes.json --parameter mu --range 0,2.5,7 --parameter top_norm --range 0.85,1.15,7", "contour.svg report.html")]
    [InlineData("cls two-bin.json --poi 1", "")]
    public void Pictures_and_reports_are_listed_and_well_formed(string arguments, string files)
    {
        string[] expected = files.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        JsonObject document = _command.Document([.. arguments.Split(' '), "--out", "result"]);
        Assert.Equal(expected, document["files"].Texts());
        foreach (string file in expected.Where(file => file.EndsWith(".svg", StringComparison.Ordinal)))
            Assert.Equal("svg", XElement.Load(_command.PathOf("result/" + file)).Name.LocalName);
        if (expected.Length == 0) return;
        string html = File.ReadAllText(_command.PathOf("result/report.html"));
        Assert.Equal(expected.Length - 1, html.Split("<figure").Length - 1);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(document.ToJsonString(), JsonNode.Parse(File.ReadAllText(_command.PathOf("result/result.json")))!.ToJsonString());
    }

    [Fact]
    public void Cls_is_shown_as_a_table()
    {
        Assert.Equal(0, _command.Run("cls", "two-bin.json", "--poi", "1"));
        const string Expected = """
            two-bin.json, measurement 'measurement'
            tested mu = 1, fitted 0

            CLs    observed         -2σ         -1σ      median        +1σ        +2σ
            ───   ─────────   ─────────   ─────────   ─────────   ────────   ────────
            CLs   0.0525155   0.0026064   0.0138206   0.0644552   0.235261   0.573042

            CLsb 0.023325, CLb 0.444154, test statistic 3.93824 (Asimov 3.41887)
            mu = 1 is not excluded at 95 % CL.

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), _command.Out);
    }

    [Fact]
    public void A_fit_is_shown_with_pulls_and_yields()
    {
        Assert.Equal(0, _command.Run("fit", "two-bin.json"));
        foreach (string line in (string[])["converged: -2 ln L = 24.9839352", "uncorr_bkguncrt[0]   1.003         0.055   +0.05", "at its bound", "singlechannel          100.2 ± 5.7"])
            Assert.Contains(line, _command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_measurements_are_mentioned_once()
    {
        Assert.Equal(0, _command.Run("significance", "shapes.json"));
        Assert.Contains("warning: shapes.json has 2 measurements (search, top_cross_section); 'search' is used.", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(0, _command.Run("significance", "shapes.json", "--measurement", "search"));
        Assert.Equal("", _command.ErrorText);
    }
}
