using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pullback.Cli.Tests.Verbs;

/// <summary>The plots and the report that the observable verbs write.</summary>
public sealed partial class ObservablePicturesTests : IDisposable
{
    private const string Softmax = """
        data: {generate: three-blobs, points: 60}
        summary: {kind: softmax, bins: 3}
        network: {hidden: [8]}
        objective: cls
        training: {epochs: 3}
        """;

    private readonly TestCommand _command = new();

    [Fact]
    public void A_training_draws_its_course_its_network_and_its_bins()
    {
        Train(Softmax);
        foreach (string name in (string[])["training", "network", "histogram"])
        {
            XElement svg = XElement.Load(PathOf($"{name}.svg"));
            Assert.Equal("svg", svg.Name.LocalName);
            Assert.Contains($"{name}.svg", Files());
        }

        Assert.Contains("Expected CLs, μ = 1", Texts("training.svg"));
        Assert.Contains("bin 3", Texts("training.svg"));
        Assert.Contains("Background unc.", Texts("histogram.svg"));
        Assert.Contains("Background 2", Texts("network.svg"));
    }

    [Fact]
    public void Formats_are_those_asked_for()
    {
        Train(Softmax, "--format", "pdf,png");
        Assert.Equal("%PDF"u8.ToArray(), File.ReadAllBytes(PathOf("histogram.pdf"))[..4]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(PathOf("histogram.png"))[..4]);
        Assert.False(File.Exists(PathOf("histogram.svg")));
    }

    [Fact]
    public void The_report_needs_no_other_file_and_names_the_results()
    {
        Train(Softmax);
        string html = File.ReadAllText(PathOf("report.html"));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Empty(Outside().Matches(html));
        Assert.Equal(3, html.Split("<figure").Length - 1);
        foreach (string words in (string[])["CLs at μ = 1", "Generalized variance", "background:background", "generate: three-blobs"])
            Assert.Contains(System.Net.WebUtility.HtmlEncode(words), html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_summary_of_three_features_shows_distributions_with_the_edges()
    {
        _command.Write("events.csv", "a,b,c,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 5},{i % 3},{i % 2}\n")));
        Train("""
            data:
              processes:
                signal: {role: signal, files: events.csv, where: kind = 1, yield: 10}
                background: {role: background, files: events.csv, where: kind = 0, yield: 50}
            features: [a, b, c]
            summary: {kind: kde, bins: 4, bandwidth: 0.1}
            network: {hidden: [6]}
            model: {relative_uncertainty: 0.1}
            objective: log-cls
            training: {epochs: 2, validation: 0.2}
            """);
        Assert.Contains("Fraction of events", Texts("network.svg"));
        Assert.Contains("Loss: log CLs", Texts("loss.svg"));
        Assert.Contains("Validation", Texts("loss.svg"));
        Assert.Contains("Network output", Texts("histogram.svg"));
    }

    [Fact]
    public void The_same_run_draws_the_same_bytes()
    {
        Train(Softmax);
        string first = File.ReadAllText(PathOf("network.svg"));
        Train(Softmax, "--force");
        Assert.Equal(first, File.ReadAllText(PathOf("network.svg")));
    }

    [Fact]
    public void An_evaluation_writes_pictures_only_with_an_output_folder()
    {
        Train(Softmax);
        string model = Path.Combine("out", "model.pullback");
        Assert.Equal(0, _command.Run("observable", "evaluate", model, "--data", "config.yml", "--out", "again"));
        Assert.True(File.Exists(PathOf("histogram.svg", "again")));
        Assert.True(File.Exists(PathOf("report.html", "again")));
        _command.Write("points.csv", "x,y\n0,1\n2,2\n");
        Assert.Equal(0, _command.Run("observable", "evaluate", model, "--data", "points.csv", "--out", "points"));
        Assert.Contains("Events", Texts("histogram.svg", "points"));
        string[] before = Directory.GetFileSystemEntries(_command.Folder);
        Assert.Equal(0, _command.Run("observable", "evaluate", model, "--data", "config.yml"));
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(_command.Folder).Order());
    }

    public void Dispose() => _command.Dispose();

    private void Train(string configuration, params string[] options)
    {
        _command.Write("config.yml", configuration);
        int code = _command.Run(["observable", "train", "config.yml", "--out", "out", .. options]);
        Assert.True(code == 0, _command.ErrorText);
    }

    private string PathOf(string name, string folder = "out") => Path.Combine(_command.Folder, folder, name);

    private IEnumerable<string> Files() => JsonNode.Parse(File.ReadAllText(PathOf("result.json")))!["files"]!.AsArray().Select(f => (string)f!);

    private string[] Texts(string name, string folder = "out") =>
        [.. XElement.Load(PathOf(name, folder)).Descendants().Attributes("aria-label").Select(a => a.Value)];

    [GeneratedRegex("""(?:src|href)\s*=\s*"(?!#|data:)""")]
    private static partial Regex Outside();
}
