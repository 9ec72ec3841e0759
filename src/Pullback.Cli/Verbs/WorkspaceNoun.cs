using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Verbs;

/// <summary>The subject of verbs about HistFactory workspaces.</summary>
internal static class WorkspaceNoun
{
    /// <summary>The noun, one object for all its verbs.</summary>
    public static Noun Noun { get; } = new("workspace", "Fit and test HistFactory workspaces (pyhf JSON), and edit them.");
}
