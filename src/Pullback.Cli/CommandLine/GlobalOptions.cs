using System.CommandLine;

namespace Pullback.Cli.CommandLine;

/// <summary>The options that every verb takes, before or after its arguments.</summary>
internal sealed class GlobalOptions
{
    /// <summary>One JSON document on standard output.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document on standard output and nothing else there." };

    /// <summary>The output folder.</summary>
    public Option<string?> Out { get; } = new("--out") { HelpName = "DIR", Description = "Write result.json, plots, report.html and the verb's files into DIR." };

    /// <summary>Overwrites a folder's result.</summary>
    public Option<bool> Force { get; } = new("--force") { Description = "Overwrite the result that DIR already holds." };

    /// <summary>Formats of the plots.</summary>
    public Option<IReadOnlyList<PlotFormat>> Format { get; } =
        OptionValues.Choices("--format", "LIST", "Formats of the plots, separated by commas: svg, pdf, png (default: svg).", [PlotFormat.Svg]);

    /// <summary>Worker threads; 0 stands for all cores.</summary>
    public Option<int> Threads { get; } =
        OptionValues.Integer("--threads", "N", "Worker threads (default: all cores). Never changes a result.", defaultValue: 0, minimum: 1, maximum: 4096);

    /// <summary>Seed of every random stream.</summary>
    public Option<ulong> Seed { get; } = OptionValues.Seed("--seed", "N", "Seed of every random stream (default: 1).", defaultValue: 1);

    /// <summary>Errors and the JSON document only.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print no tables and no progress; errors and --json still appear." };

    /// <summary>Stack traces.</summary>
    public Option<bool> Debug { get; } = new("--debug") { Description = "Show the stack trace of an error." };

    /// <summary>Help for what stands before it.</summary>
    public Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "Show help with an example." };

    /// <summary>The program's version.</summary>
    public Option<bool> Version { get; } = new("--version") { Description = "Show the version." };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Json, Out, Force, Format, Threads, Seed, Quiet, Debug, Help, Version];
}
