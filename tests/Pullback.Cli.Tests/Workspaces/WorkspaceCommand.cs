using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Workspaces;

/// <summary>Runs workspace verbs in a folder that holds the samples.</summary>
internal sealed class WorkspaceCommand : IDisposable
{
    private readonly TestCommand _command = new();

    public WorkspaceCommand()
    {
        foreach (string file in Directory.EnumerateFiles(Samples, "*.json")) File.Copy(file, Path.Combine(_command.Folder, Path.GetFileName(file)));
    }

    public string Out => _command.Out;

    public string ErrorText => _command.ErrorText;

    /// <summary>Paragraphs that start with <c>error:</c>.</summary>
    public int ErrorCount => _command.Error.Split("error: ").Length - 1;

    private static string Samples
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Pullback.slnx"))) return Path.Combine(folder.FullName, "samples", "workspaces");
            }

            throw new DirectoryNotFoundException("Pullback.slnx is in no folder above the tests.");
        }
    }

    /// <summary>Runs <c>pullback workspace ...</c>.</summary>
    public int Run(params string[] arguments) => _command.Run(["workspace", .. arguments]);

    /// <summary>Runs with <c>--json</c>, expecting success.</summary>
    public JsonObject Document(params string[] arguments) => Document(0, arguments);

    /// <summary>Runs with <c>--json</c>, expecting an exit code.</summary>
    public JsonObject Document(int code, params string[] arguments)
    {
        Assert.True(Run([.. arguments, "--json"]) == code, ErrorText);
        return (JsonObject)JsonNode.Parse(Out)!;
    }

    /// <summary>Runs, expecting exit code 2 and these words on standard error.</summary>
    public void Refused(string[] arguments, params string[] mentioned)
    {
        Assert.Equal(2, Run(arguments));
        Assert.Equal("", Out);
        foreach (string words in mentioned) Assert.Contains(words, ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ErrorText, StringComparison.Ordinal);
    }

    public string PathOf(string name) => Path.Combine(_command.Folder, name);

    public string Write(string name, string text) => _command.Write(name, text);

    /// <summary>Writes a sample with one text replaced by another.</summary>
    public void Edit(string sample, string name, string old, string changed)
    {
        string text = File.ReadAllText(PathOf(sample));
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(name, text.Replace(old, changed, StringComparison.Ordinal));
    }

    public void Dispose() => _command.Dispose();
}
