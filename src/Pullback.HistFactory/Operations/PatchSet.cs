using System.Runtime.CompilerServices;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Operations;

/// <summary>Patches that turn one background-only workspace into those of many signals, as HEPData publishes them.</summary>
/// <remarks>Reference: [Pyhf2021].</remarks>
public sealed class PatchSet
{
    /// <summary>Workspaces whose digests were right: hundreds of patches may be applied to one.</summary>
    private readonly ConditionalWeakTable<JsonTree, object> _verified = [];
    private readonly PatchSetHeader _header;
    private readonly Dictionary<string, WorkspacePatch> _byName;
    private readonly Dictionary<string, WorkspacePatch> _byValues;

    private PatchSet(PatchSetHeader header, IReadOnlyList<WorkspacePatch> patches)
    {
        _header = header;
        Patches = patches;
        _byName = patches.ToDictionary(patch => patch.Name, StringComparer.Ordinal);
        _byValues = patches.ToDictionary(patch => patch.Coordinates, StringComparer.Ordinal);
    }

    /// <summary>What the patches are for.</summary>
    public string Description => _header.Description;

    /// <summary>Where the set was published, by kind of reference; <c>hepdata</c> as a rule.</summary>
    public IReadOnlyDictionary<string, string> References => _header.References;

    /// <summary>Digests of the background-only workspace, by algorithm: <c>md5</c>, <c>sha256</c>.</summary>
    public IReadOnlyDictionary<string, string> Digests => _header.Digests;

    /// <summary>Names of the coordinates of the patches.</summary>
    public IReadOnlyList<string> Labels => _header.Labels;

    /// <summary>The patches in the order of the file.</summary>
    public IReadOnlyList<WorkspacePatch> Patches { get; }

    /// <summary>Reads a patch set from a file.</summary>
    /// <param name="path">A file of JSON text.</param>
    /// <exception cref="JsonFormatException">The text is no JSON, or holds a number that is not finite.</exception>
    /// <exception cref="InvalidPatchSetException">The set breaks the schema or contradicts itself; all problems are listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PatchSet Load(string path) => Parse(JsonTree.Load(path));

    /// <summary>Reads a patch set from a JSON tree.</summary>
    /// <param name="tree">An object with metadata, patches and version.</param>
    /// <exception cref="InvalidPatchSetException">The set breaks the schema or contradicts itself; all problems are listed.</exception>
    public static PatchSet Parse(JsonTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        (PatchSetHeader header, IReadOnlyList<WorkspacePatch> patches) = PatchSetReader.Read(tree);
        return new PatchSet(header, patches);
    }

    /// <summary>The patch of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="WorkspaceOperationException">The set has no such patch.</exception>
    public WorkspacePatch Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out WorkspacePatch? patch)
            ? patch
            : throw WorkspaceOperationException.Unknown("patch set", "patch", "patches", name, _byName.Keys);
    }

    /// <summary>The patch at coordinates.</summary>
    /// <param name="values">One value for each label.</param>
    /// <exception cref="WorkspaceOperationException">The set has no such patch.</exception>
    public WorkspacePatch FindValues(params ReadOnlySpan<PatchSetValue> values)
    {
        string coordinates = $"({string.Join(", ", values.ToArray())})";
        if (_byValues.TryGetValue(coordinates, out WorkspacePatch? patch))
            return patch;
        if (values.Length != Labels.Count)
            throw new WorkspaceOperationException("patch set", $"found {values.Length} values {coordinates}, but there are {Labels.Count} labels, {NearestName.List(Labels)}. Give one value per label.");
        throw WorkspaceOperationException.Unknown("patch set", "patch with values", "values", coordinates, _byValues.Keys);
    }

    /// <summary>Checks that a workspace is the one the set was made for.</summary>
    /// <param name="workspace">The background-only workspace.</param>
    /// <exception cref="WorkspaceOperationException">A digest differs.</exception>
    public void Verify(JsonTree workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (_verified.TryGetValue(workspace, out _))
            return;
        foreach ((string algorithm, string expected) in Digests)
        {
            string found = algorithm == "md5" ? JsonDigest.Md5(workspace) : JsonDigest.Sha256(workspace);
            if (!string.Equals(found, expected, StringComparison.OrdinalIgnoreCase))
                throw new WorkspaceOperationException("patch set", $"the workspace has the {algorithm} digest {found}, but the patches were made for {expected}. Use the background-only workspace published with them.");
        }

        _verified.TryAdd(workspace, this);
    }

    /// <summary>Verifies a workspace and applies a patch to it.</summary>
    /// <param name="workspace">The background-only workspace.</param>
    /// <param name="name">The name of the patch.</param>
    /// <returns>The workspace with signal, which shares every untouched sample with the given one.</returns>
    /// <exception cref="WorkspaceOperationException">A digest differs, or the set has no such patch.</exception>
    /// <exception cref="JsonPatchException">An operation of the patch does not apply.</exception>
    /// <exception cref="InvalidWorkspaceException">The result is not valid.</exception>
    public JsonTree Apply(JsonTree workspace, string name) => Apply(workspace, Find(name));

    /// <summary>Verifies a workspace and applies a patch to it.</summary>
    /// <param name="workspace">The background-only workspace.</param>
    /// <param name="patch">A patch, as a rule of this set.</param>
    /// <returns>The workspace with signal, which shares every untouched sample with the given one.</returns>
    /// <exception cref="WorkspaceOperationException">A digest differs.</exception>
    /// <exception cref="JsonPatchException">An operation of the patch does not apply.</exception>
    /// <exception cref="InvalidWorkspaceException">The result is not valid.</exception>
    public JsonTree Apply(JsonTree workspace, WorkspacePatch patch)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(patch);
        Verify(workspace);
        JsonTree result = patch.Patch.Apply(workspace);
        WorkspaceReader.Read(result);
        return result;
    }
}
