using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pullback.Data.Npz;
using Pullback.Data.Tables;
using Pullback.Data.Writing;

namespace Pullback.Cli.Tests.Categories;

/// <summary>Runs verbs of categories in a folder that holds the same events as a table, as an archive and as one Parquet file for each process.</summary>
internal sealed class CategoryCommand : IDisposable
{
    /// <summary>A small training of a table; <c>data</c> is its first line.</summary>
    public const string Training = """
        scores: [score]
        model: {kind: mixture, categories: 3}
        objective: {penalties: {low_background: {weight: 0.1, threshold: 5}}}
        training: {epochs: 12, starts: 2, look_every: 4}
        """;

    public const string TableData = "data: {files: events.csv, process: process, weight: weight}\n";

    public const string ArchiveData = "data: {arrays: events.npz}\n";

    public const string FilesData = """
        data:
          processes:
            signal: {role: signal, files: signal.parquet, weight: weight}
            qcd: {role: background, files: qcd.parquet, weight: weight}
            top: {role: background, files: top.parquet, weight: weight}

        """;

    private readonly TestCommand _command = new();

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Files = new(MakeFiles);

    public CategoryCommand()
    {
        foreach ((string name, byte[] bytes) in Files.Value) File.WriteAllBytes(PathOf(name), bytes);
        foreach ((string name, string data) in (ReadOnlySpan<(string, string)>)[("table", TableData), ("archive", ArchiveData), ("files", FilesData)]) Write(name + ".yml", data + Training);
    }

    /// <summary>300 events: a signal at high scores, two backgrounds at low ones, scores on a regular lattice.</summary>
    public static IReadOnlyList<(string Process, double Score, double Weight)> Events { get; } =
    [
        .. Enumerable.Range(0, 300).Select(i =>
        {
            double u = ((i * 0.6180339887498949) + 0.1) % 1;
            return (i % 3) switch
            {
                0 => ("signal", Math.Cbrt(u), 0.1),
                1 => ("qcd", 1 - Math.Sqrt(u), 1.0),
                _ => ("top", 1 - Math.Cbrt(u), 2.0),
            };
        }),
    ];

    public string Folder => _command.Folder;

    public string Out => _command.Out;

    public string ErrorText => _command.ErrorText;

    /// <summary>A table as text.</summary>
    public static string Csv(IEnumerable<(string Process, double Score, double Weight)> events)
    {
        var text = new StringBuilder("process,score,weight\n");
        foreach ((string process, double score, double weight) in events) text.Append(CultureInfo.InvariantCulture, $"{process},{score},{weight}\n");
        return text.ToString();
    }

    /// <summary>Runs <c>pullback categories ...</c>.</summary>
    public int Run(params string[] arguments) => _command.Run(["categories", .. arguments]);

    /// <summary>Runs with <c>--json</c>, expecting success; the output is one document without NaN, and nothing else.</summary>
    public JsonObject Document(params string[] arguments)
    {
        Assert.True(Run([.. arguments, "--json"]) == 0, ErrorText);
        Assert.DoesNotContain("NaN", Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", Out, StringComparison.Ordinal);
        return (JsonObject)JsonNode.Parse(Out)!;
    }

    /// <summary>Runs, expecting exit code 2, nothing on standard output and these words on standard error.</summary>
    public void Refused(string[] arguments, params string[] mentioned)
    {
        Assert.True(Run(arguments) == 2, "not refused: " + ErrorText);
        Assert.Equal("", Out);
        foreach (string words in mentioned) Assert.Contains(words, ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ErrorText, StringComparison.Ordinal);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public byte[] Read(params string[] names) => File.ReadAllBytes(Path.Combine([Folder, .. names]));

    public string Write(string name, string text) => _command.Write(name, text);

    public void Dispose() => _command.Dispose();

    private static Dictionary<string, byte[]> MakeFiles()
    {
        using var command = new TestCommand();
        string PathOf(string name) => Path.Combine(command.Folder, name);
        command.Write("events.csv", Csv(Events));
        NpzWriter.Write(PathOf("events.npz"), archive =>
        {
            foreach (var process in Events.GroupBy(e => e.Process))
            {
                archive.Add<float>(process.Key, [.. process.Select(e => (float)e.Score)], process.Count());
                archive.Add<double>(process.Key + "_weight", [process.First().Weight]);
            }
        });
        foreach (var process in Events.GroupBy(e => e.Process))
        {
            string csv = command.Write("process/events.csv", "score,weight,run,good\n" + string.Concat(process.Select((e, i) => string.Create(CultureInfo.InvariantCulture, $"{e.Score},{e.Weight},{i},{i % 3 == 0}\n"))));
            using EventTable table = EventTable.Read(new EventQuery { Files = [csv] }, new EventReadOptions());
            EventTableWriter.Write(PathOf(process.Key + ".parquet"), table);
        }

        return Directory.EnumerateFiles(command.Folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
    }
}
