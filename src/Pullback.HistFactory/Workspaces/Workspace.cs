using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>A HistFactory likelihood as pyhf's JSON schema 1.0.0 holds it: what was measured, what is expected, and what may vary.</summary>
/// <remarks>Reference: [HistFactory2012], [Pyhf2021].</remarks>
/// <param name="Version">The version of the schema.</param>
/// <param name="Channels">The channels in the order of the file.</param>
/// <param name="Observations">The observed counts, one entry for each channel, in any order.</param>
/// <param name="Measurements">The measurements; at least one.</param>
public sealed record Workspace(
    string Version, IReadOnlyList<Channel> Channels, IReadOnlyList<Observation> Observations, IReadOnlyList<Measurement> Measurements)
{
    /// <summary>Reads a workspace from a file.</summary>
    /// <param name="path">A file of JSON text.</param>
    /// <exception cref="JsonFormatException">The text is no JSON, or holds a number that is not finite.</exception>
    /// <exception cref="InvalidWorkspaceException">The workspace breaks the schema or contradicts itself; all problems are listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Workspace Load(string path) => Parse(JsonTree.Load(path));

    /// <summary>Reads a workspace from a JSON tree.</summary>
    /// <param name="tree">An object with channels, measurements, observations and version.</param>
    /// <exception cref="InvalidWorkspaceException">The workspace breaks the schema or contradicts itself; all problems are listed.</exception>
    public static Workspace Parse(JsonTree tree) => WorkspaceReader.Read(tree);

    /// <summary>The workspace as a JSON tree; the very tree it was read from, if it was read.</summary>
    public JsonTree ToTree() => WorkspaceWriter.Write(this);
}
