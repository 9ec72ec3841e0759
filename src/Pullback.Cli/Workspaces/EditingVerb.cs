using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Output;
using Pullback.Cli.Verbs;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Workspaces;

/// <summary>A verb that makes a workspace: printed, or written with <c>--to</c> or <c>--out</c>.</summary>
internal abstract class EditingVerb : Verb
{
    private const string FileName = "workspace.json";
    private readonly Option<string?> _to = new("--to") { HelpName = "FILE", Description = "Write the workspace to FILE instead of standard output; an existing file is kept unless --force is given." };

    /// <inheritdoc/>
    public sealed override Noun Noun => WorkspaceNoun.Noun;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Option> Options => [.. OwnOptions, _to];

    /// <inheritdoc/>
    public override string Details => """
        The workspace is printed. With --to FILE, or with --out DIR (as workspace.json), it is written, and the document is {file, sha256} instead.
        """;

    /// <summary>Options of this verb alone.</summary>
    protected abstract IReadOnlyList<Option> OwnOptions { get; }

    /// <inheritdoc/>
    public sealed override VerbResult Run(VerbContext context)
    {
        string? to = context.Get(_to);
        string? path = to is null ? null : context.Host.Resolve(to);
        if (path is not null && Directory.Exists(path)) throw new InputException($"--to {to}: this is a folder, but a file is needed. Name a file in it.");
        if (path is not null && File.Exists(path) && !context.Force) throw new InputException($"--to {to}: the file exists. Choose another name, or overwrite it with --force.");
        JsonTree tree = Edit(context);
        OutputFolder? folder = context.OpenFolder();
        if (path is null && folder is null)
        {
            context.Out.WriteLine(tree.ToText());
            return new VerbResult(new JsonFields((System.Text.Json.Nodes.JsonObject)JsonNode.Parse(Encoding.UTF8.GetString(tree.ToUtf8().Span))!));
        }

        string digest = JsonDigest.Sha256(tree);
        var document = new JsonFields();
        if (path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            tree.Save(path);
            document.Add("file", to);
            context.Out.WriteLine($"written to {to}");
        }

        if (folder is not null)
        {
            tree.Save(folder.Stage(FileName));
            document.Add("files", folder.Staged);
            context.Out.WriteLine($"written to {Path.Combine(Path.GetRelativePath(context.Host.WorkingDirectory, folder.FullPath), FileName)}");
        }

        context.Out.WriteLine($"sha256:{digest}");
        return new VerbResult(document.Add("sha256", digest), folder);
    }

    /// <summary>Makes the workspace.</summary>
    protected abstract JsonTree Edit(VerbContext context);

    /// <summary>Does something with a workspace after checking it, with errors that name its file.</summary>
    protected static JsonTree Apply(VerbContext context, string file, Func<JsonTree, JsonTree> operation)
    {
        JsonTree tree = WorkspaceFile.Read(context.Host, file);
        return WorkspaceErrors.Guard(file, () =>
        {
            Workspace.Parse(tree);
            return operation(tree);
        });
    }

    /// <summary>Splits <c>old=new</c>.</summary>
    protected static Dictionary<string, string> Pairs(string option, string[] texts)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int equal = text.IndexOf('=', StringComparison.Ordinal);
            if (equal <= 0 || equal + 1 == text.Length) throw new InputException($"{option}: found '{text}', but old=new is needed.");
            if (!pairs.TryAdd(text[..equal], text[(equal + 1)..])) throw new InputException($"{option}: '{text[..equal]}' is renamed twice. Give one new name.");
        }

        return pairs;
    }
}
