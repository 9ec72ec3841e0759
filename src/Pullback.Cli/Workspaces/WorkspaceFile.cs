using Pullback.Cli.CommandLine;
using Pullback.Cli.Errors;
using Pullback.Cli.Text;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Operations;
using Pullback.HistFactory.Workspaces;

namespace Pullback.Cli.Workspaces;

/// <summary>Reads JSON files, and the patches of <c>--patch</c>.</summary>
internal static class WorkspaceFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="host">Where relative paths start.</param>
    /// <param name="shown">The path as the user typed it.</param>
    /// <exception cref="InputException">There is no such file, or it is no JSON.</exception>
    public static JsonTree Read(HostEnvironment host, string shown)
    {
        string path = host.Resolve(shown);
        if (Directory.Exists(path)) throw new InputException($"{shown}: this is a folder, but a JSON file is needed. Name a file in it.");
        if (!File.Exists(path)) throw new InputException($"{shown}: no such file. Check the path; it was looked up as {path}.");
        return WorkspaceErrors.Guard(shown, () => JsonTree.Parse(File.ReadAllBytes(path), shown));
    }

    /// <summary>Applies patches in their order: JSON patches, or patches of sets as <c>FILE#name</c>.</summary>
    /// <param name="host">Where relative paths start.</param>
    /// <param name="tree">What is patched.</param>
    /// <param name="patches">The patches as the user typed them.</param>
    /// <param name="apply">How one is applied: to the workspace as it stands, or as to a model.</param>
    public static JsonTree Apply(HostEnvironment host, JsonTree tree, IReadOnlyList<string> patches, Func<JsonTree, JsonPatch, JsonTree> apply)
    {
        foreach (string patch in patches) tree = Apply(host, tree, patch, apply);
        return tree;
    }

    private static JsonTree Apply(HostEnvironment host, JsonTree tree, string shown, Func<JsonTree, JsonPatch, JsonTree> apply)
    {
        (string file, string? name) = (shown, null);
        int hash = shown.LastIndexOf('#');
        if (hash > 0 && !File.Exists(host.Resolve(shown))) (file, name) = (shown[..hash], shown[(hash + 1)..]);
        JsonTree patch = Read(host, file);
        bool isSet = patch is JsonObject record && record.TryGet("patches", out _);
        if (name is null && isSet)
        {
            PatchSet set = WorkspaceErrors.Guard(file, () => PatchSet.Parse(patch));
            throw new InputException($"--patch {file}: this is a patch set of {set.Patches.Count} patches, one of which must be named. Write {file}#{set.Patches[0].Name}, for example.");
        }

        if (name is not null && !isSet)
            throw new InputException($"--patch {shown}: {file} is no patch set, so it has no patch '{name}'. Leave out #{name}.");
        return WorkspaceErrors.Guard(file, () => name is null ? apply(tree, JsonPatch.Parse(patch)) : OfSet(PatchSet.Parse(patch)));

        JsonTree OfSet(PatchSet set)
        {
            WorkspacePatch found = set.Find(name);
            set.Verify(tree);
            JsonTree result = apply(tree, found.Patch);
            Workspace.Parse(result);
            return result;
        }
    }

    /// <summary>Finds patches of a set by name.</summary>
    /// <param name="set">The set.</param>
    /// <param name="file">Its file.</param>
    /// <param name="names">The names; none for all patches.</param>
    /// <exception cref="InputException">A name does not exist.</exception>
    public static IReadOnlyList<WorkspacePatch> Select(PatchSet set, string file, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return set.Patches;
        string[] known = [.. set.Patches.Select(patch => patch.Name)];
        string[] problems =
        [
            .. names.Except(known).Select(name => $"{file}: there is no patch '{name}'.{NearestName.Suggestion(name, known)} "
                + $"The set has {known.Length} patches, from '{known[0]}' to '{known[^1]}'."),
        ];
        return problems.Length > 0 ? throw new InputException(problems) : [.. set.Patches.Where(patch => names.Contains(patch.Name))];
    }
}
