using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Tests;

/// <summary>Runs commands in process, in a folder of their own that is deleted afterwards.</summary>
internal sealed class TestCommand : IDisposable
{
    public TestCommand() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "pullback-test-" + Guid.NewGuid().ToString("N"));

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>Standard error as one line per paragraph, so that wrapping does not matter.</summary>
    public string ErrorText => string.Join(' ', Error.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    public bool ErrorIsTerminal { get; init; }

    public int Run(params string[] arguments) => Run(VerbCatalogue.Discover(), CancellationToken.None, arguments);

    public int Run(IReadOnlyList<Verb> verbs, CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new HostEnvironment { Out = output, Error = error, ErrorIsTerminal = ErrorIsTerminal, WorkingDirectory = Folder };
        int code = (int)Application.Run(arguments, host, verbs, cancellation);
        Out = output.ToString();
        Error = error.ToString();
        return code;
    }

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
