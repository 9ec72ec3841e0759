using System.CommandLine;
using Pullback.Cli.Output;
using Pullback.Cli.Text;

namespace Pullback.Cli.CommandLine;

/// <summary>What a running verb sees: its arguments, the global options, the streams, cancellation and the output folder.</summary>
internal sealed class VerbContext : IDisposable
{
    private readonly ParseResult _parsed;
    private readonly GlobalOptions _global;

    /// <summary>Binds a parsed command line to the outside world.</summary>
    public VerbContext(ParseResult parsed, GlobalOptions global, HostEnvironment host, CancellationToken cancellation)
    {
        _parsed = parsed;
        _global = global;
        Host = host;
        Cancellation = cancellation;
        Progress = new ProgressLine(host, enabled: host.ErrorIsTerminal && !Quiet);
        Out = Json || Quiet ? TextWriter.Null : host.Out;
    }

    /// <summary>The outside world.</summary>
    public HostEnvironment Host { get; }

    /// <summary>Cancelled by Ctrl-C and by the termination signal.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Where tables for a person go: nowhere with <c>--json</c> or <c>--quiet</c>.</summary>
    public TextWriter Out { get; }

    /// <summary>The line of progress on standard error.</summary>
    public ProgressLine Progress { get; }

    /// <summary><c>--json</c>.</summary>
    public bool Json => _parsed.GetValue(_global.Json);

    /// <summary><c>--quiet</c>.</summary>
    public bool Quiet => _parsed.GetValue(_global.Quiet);

    /// <summary><c>--force</c>.</summary>
    public bool Force => _parsed.GetValue(_global.Force);

    /// <summary><c>--debug</c>.</summary>
    public bool Debug => _parsed.GetValue(_global.Debug);

    /// <summary><c>--threads</c>; 0 stands for all cores.</summary>
    public int Threads => _parsed.GetValue(_global.Threads);

    /// <summary><c>--seed</c>.</summary>
    public ulong Seed => _parsed.GetValue(_global.Seed);

    /// <summary><c>--format</c>.</summary>
    public IReadOnlyList<PlotFormat> Formats => _parsed.GetValue(_global.Format)!;

    /// <summary><c>--out</c> as an absolute path, or <c>null</c>.</summary>
    public string? OutPath => _parsed.GetValue(_global.Out) is { } path ? Host.Resolve(path) : null;

    /// <summary>The folder opened by the verb, if any.</summary>
    public OutputFolder? Folder { get; private set; }

    /// <summary>The value of a verb's own option.</summary>
    public T? Get<T>(Option<T> option) => _parsed.GetValue(option);

    /// <summary>The value of a verb's argument.</summary>
    public T? Get<T>(Argument<T> argument) => _parsed.GetValue(argument);

    /// <summary>Opens the folder of <c>--out</c>; without it, <c>null</c>: the verb writes nothing.</summary>
    public OutputFolder? OpenFolder() => OutPath is { } path ? Folder = OutputFolder.Open(path, Force) : null;

    /// <summary>Opens the folder of <c>--out</c>, or <c>pullback-out/NAME</c> (numbered when it exists).</summary>
    /// <param name="name">The configuration's name.</param>
    /// <param name="resume">Continue the run whose checkpoint the folder holds.</param>
    public OutputFolder OpenRunFolder(string name, bool resume)
    {
        string root = Path.Combine(Host.WorkingDirectory, "pullback-out");
        Folder = (OutPath, resume) switch
        {
            ({ } path, true) => OutputFolder.Reopen(path),
            ({ } path, false) => OutputFolder.Open(path, Force),
            (null, true) => OutputFolder.Reopen(OutputFolder.LastNumbered(root, name)),
            (null, false) => OutputFolder.Open(OutputFolder.NextNumbered(root, name), force: false),
        };
        return Folder;
    }

    /// <summary>Writes a warning for a person to standard error.</summary>
    public void Warn(string text)
    {
        if (Quiet)
            return;
        Progress.Clear();
        foreach (string line in TextWrap.Wrap("warning: " + text, Host.Width))
            Host.Error.WriteLine(line);
    }

    /// <inheritdoc/>
    public void Dispose() => Progress.Clear();
}
