using System.Globalization;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.HistFactory;

/// <summary>Reading, fits, tests, limits and toys of HistFactory models on one thread, against pyhf on the same workspaces.</summary>
internal static class HistFactoryRace
{
    public static void Run(TextWriter writer, RaceOptions options)
    {
        BenchmarkModel[] models = [BenchmarkModel.TwoBins(), BenchmarkModel.FiftyBins(), BenchmarkModel.Sbottom(), BenchmarkModel.Electroweakinos()];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pullback-histfactory-");
        try
        {
            string[] files = [.. models.Select(m => Path.Combine(folder.FullName, m.Key + ".json"))];
            for (int i = 0; i < files.Length; i++) models[i].Workspace.ToTree().Save(files[i]);
            using Peer? peer = Start(writer, options, folder);
            writer.WriteLine($"Load of the machine at the start: {Load()}.");
            writer.WriteLine();
            bool agrees = Table(writer, HistFactoryRows.Create(models, files), peer, options.Slow);
            writer.WriteLine();
            writer.WriteLine($"Load at the end: {Load()}.");
            if (agrees) return;
            writer.WriteLine("The answers of a line DIFFER by more than they may.");
            Environment.ExitCode = 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Peer? Start(TextWriter writer, RaceOptions options, DirectoryInfo folder)
    {
        if (options.Pyhf is null)
        {
            writer.WriteLine("Pullback alone. To race against pyhf: --pyhf PATH, the folder of a source checkout.");
            return null;
        }

        string source = Path.Combine(options.Pyhf, "src");
        var peer = Peer.TryStartWith(Directory.Exists(source) ? source : options.Pyhf, "pyhf_peer.py", 1, folder.FullName);
        writer.WriteLine(peer is null
            ? $"skipped: pyhf does not start from {options.Pyhf} (Debian: apt-get install python3-scipy python3-jsonschema python3-jsonpatch python3-tqdm python3-yaml python3-click)"
            : $"Against {peer.Name}; processor time, one thread each.");
        return peer;
    }

    private static bool Table(TextWriter writer, IReadOnlyList<HistFactoryRow> rows, Peer? peer, bool slow)
    {
        bool agrees = true;
        writer.WriteLine(peer is null
            ? "| task | model | Pullback | pyhf, recorded elsewhere |\n|---|---|---|---|"
            : "| task | model | Pullback | pyhf | runs of pyhf | ratio | required | met | largest difference |\n|---|---|---|---|---|---|---|---|---|");
        foreach (HistFactoryRow row in rows)
        {
            bool ask = peer is not null && (slow || !row.IsSlow);
            var timing = HistFactoryTiming.Of(row, ask ? peer : null);
            string cells = $"| {row.Title} | {row.Model.Title} | {Time(timing.Ours)} | ";
            if (!ask)
            {
                writer.WriteLine(cells + (peer is null ? $"{Time(row.Recorded)} |" : $"not run without --slow; {Time(row.Recorded)} recorded elsewhere | | | {Required(row)} | | |"));
                continue;
            }

            if (timing.Error is not null)
            {
                writer.WriteLine($"{cells}fails: {timing.Error.Replace('|', '/')} | | | {Required(row)} | | |");
                continue;
            }

            double ratio = timing.Theirs / timing.Ours;
            bool same = timing.Difference <= row.Tolerance;
            agrees &= same;
            string met = row.Required is { } required ? ratio >= required ? "yes" : "no" : "";
            string difference = string.Create(CultureInfo.InvariantCulture, $"{timing.Difference:0.0e+0}{(row.IsAbsolute ? " (absolute)" : "")}{(same ? "" : " DIFFERS")}");
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{cells}{Time(timing.Theirs)} | {timing.Rounds} | {ratio:G3} | {Required(row)} | {met} | {difference} |"));
            writer.Flush();
        }

        return agrees;
    }

    private static string Required(HistFactoryRow row) => row.Required?.ToString("F0", CultureInfo.InvariantCulture) ?? "";

    private static string Time(double seconds)
    {
        (double scale, string unit) = seconds switch
        {
            < 1e-3 => (1e6, "µs"),
            < 1.0 => (1e3, "ms"),
            _ => (1.0, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{seconds * scale:G3} {unit}");
    }

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
