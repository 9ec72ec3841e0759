namespace Pullback.Cli.CommandLine;

/// <summary>Everything of the outside world that a verb touches apart from files: streams, width, current folder, clock.</summary>
/// <remarks>Tests run verbs in process with writers, a folder and a clock of their own.</remarks>
internal sealed record HostEnvironment
{
    /// <summary>Columns used when the output is not a terminal.</summary>
    public const int DefaultWidth = 100;

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors, warnings and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Progress is drawn only when this holds.</summary>
    /// <value>Default: <c>false</c>.</value>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal, or <see cref="DefaultWidth"/>.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>Relative paths of the command line start here.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The clock of progress and of timings.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The environment of this process.</summary>
    public static HostEnvironment OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = TerminalWidth(),
        WorkingDirectory = Environment.CurrentDirectory,
    };

    /// <summary>The absolute form of a path typed on the command line.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);

    private static int TerminalWidth()
    {
        if (Console.IsErrorRedirected)
            return DefaultWidth;
        try
        {
            return Math.Clamp(Console.WindowWidth, 40, 160);
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
