using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pullback.Cli.Errors;

namespace Pullback.Cli.Output;

/// <summary>The folder a verb writes to. Artefacts are staged and moved into place together; <c>result.json</c> comes last, so its presence means "complete".</summary>
/// <remarks>A run that fails leaves only what was written through <see cref="PathOfCheckpoint"/>.</remarks>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>The file whose presence makes a folder a finished result.</summary>
    public const string ResultName = "result.json";

    private const string StagingName = ".incomplete";
    private readonly List<string> _staged = [];
    private readonly bool _created;

    private OutputFolder(string path)
    {
        FullPath = path;
        _created = !Directory.Exists(path);
        try
        {
            if (Directory.Exists(Staging))
                Directory.Delete(Staging, recursive: true);
            Directory.CreateDirectory(Staging);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out {path}: the folder cannot be made or written to: {problem.Message.TrimEnd('.')}. Choose a folder that you may write to.", problem);
        }
    }

    /// <summary>The folder's absolute path.</summary>
    public string FullPath { get; }

    /// <summary>Names of the files staged so far.</summary>
    public IReadOnlyList<string> Staged => _staged;

    private string Staging => Path.Combine(FullPath, StagingName);

    /// <summary>Opens a folder for a new result.</summary>
    /// <exception cref="InputException">The path is a file, or the folder holds a result or a checkpoint and <paramref name="force"/> is not set.</exception>
    public static OutputFolder Open(string path, bool force)
    {
        RefuseFile(path);
        if (!force && File.Exists(Path.Combine(path, ResultName)))
            throw new InputException($"--out {path}: the folder already holds a result ({ResultName}). Choose another folder, or overwrite it with --force.");
        if (!force && Checkpoints(path).FirstOrDefault() is { } checkpoint)
        {
            throw new InputException(
                $"--out {path}: the folder holds the checkpoint of an interrupted run ({Path.GetFileName(checkpoint)}). " +
                "Continue that run with --resume, choose another folder, or start over with --force.");
        }

        var folder = new OutputFolder(path);
        foreach (string stale in Checkpoints(path))
            File.Delete(stale);
        return folder;
    }

    /// <summary>Opens the folder of an interrupted run.</summary>
    /// <exception cref="InputException">The folder has no checkpoint, or its run is finished.</exception>
    public static OutputFolder Reopen(string path)
    {
        RefuseFile(path);
        if (File.Exists(Path.Combine(path, ResultName)))
            throw new InputException($"--resume: the run in {path} is finished ({ResultName} is there). Start a new run without --resume.");
        if (!Checkpoints(path).Any())
            throw new InputException($"--resume: {path} holds no checkpoint of an interrupted run. Give its folder with --out, or start without --resume.");
        return new OutputFolder(path);
    }

    /// <summary><c>ROOT/NAME</c>, or <c>ROOT/NAME-2</c>, <c>ROOT/NAME-3</c> ... : the first that does not exist.</summary>
    public static string NextNumbered(string root, string name) => Numbered(root, name).First(path => !Directory.Exists(path) && !File.Exists(path));

    /// <summary>The last of <c>ROOT/NAME</c>, <c>ROOT/NAME-2</c> ... that exists.</summary>
    /// <exception cref="InputException">None exists.</exception>
    public static string LastNumbered(string root, string name) =>
        Numbered(root, name).TakeWhile(Directory.Exists).LastOrDefault()
        ?? throw new InputException($"--resume: there is no earlier run in {Path.Combine(root, name)}. Give its folder with --out, or start without --resume.");

    /// <summary>Where to write an artefact; it appears in the folder when the result is complete.</summary>
    /// <param name="name">A plain file name.</param>
    public string Stage(string name)
    {
        if (!_staged.Contains(name))
            _staged.Add(name);
        return Path.Combine(Staging, name);
    }

    /// <summary>Where a checkpoint lives: at once in the folder, and until the result is complete.</summary>
    /// <param name="name">A plain name, without the ending.</param>
    public string PathOfCheckpoint(string name) => Path.Combine(FullPath, name + ".checkpoint");

    /// <summary>Moves everything staged into place, the document last, and removes the checkpoints.</summary>
    public void Commit(JsonFields document)
    {
        File.WriteAllText(Path.Combine(Staging, ResultName), document.ToText() + "\n");
        string result = Path.Combine(FullPath, ResultName);
        RemoveEarlierResult(result);
        foreach (string name in _staged)
            File.Move(Path.Combine(Staging, name), Path.Combine(FullPath, name), overwrite: true);
        File.Move(Path.Combine(Staging, ResultName), result, overwrite: true);
        foreach (string checkpoint in Checkpoints(FullPath))
            File.Delete(checkpoint);
    }

    /// <summary>Removes what is still staged, and the folder itself when this run made it and it is empty.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Staging))
            Directory.Delete(Staging, recursive: true);
        if (_created && Directory.Exists(FullPath) && !Directory.EnumerateFileSystemEntries(FullPath).Any())
            Directory.Delete(FullPath);
    }

    private static void RefuseFile(string path)
    {
        if (File.Exists(path))
            throw new InputException($"--out {path}: this is a file, but a folder is needed. Choose another name.");
    }

    private static IEnumerable<string> Checkpoints(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.checkpoint") : [];

    private static IEnumerable<string> Numbered(string root, string name) =>
        Enumerable.Range(1, int.MaxValue - 1)
            .Select(i => Path.Combine(root, i == 1 ? name : name + "-" + i.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The files that an overwritten result names are removed with it, so that no artefact of another run stays behind.</summary>
    private void RemoveEarlierResult(string result)
    {
        if (!File.Exists(result))
            return;
        IEnumerable<string> names = [];
        try
        {
            if (JsonFields.Parse(File.ReadAllText(result))["files"] is JsonArray files)
                names = files.OfType<JsonValue>().Select(file => file.TryGetValue(out string? name) ? name : "").ToArray();
        }
        catch (JsonException)
        {
            // Not written by this program: its own files are unknown and stay.
        }

        File.Delete(result);
        foreach (string name in names.Where(name => name == Path.GetFileName(name)).Select(name => Path.Combine(FullPath, name)).Where(File.Exists))
            File.Delete(name);
    }
}
