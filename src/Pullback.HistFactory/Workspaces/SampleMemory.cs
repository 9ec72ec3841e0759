using System.Runtime.CompilerServices;
using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Remembers which tree a sample was read from, as long as both are in use.</summary>
/// <remarks>After a patch, untouched samples have the same trees and so are the same objects; what was compiled from them is kept.</remarks>
internal static class SampleMemory
{
    private static readonly ConditionalWeakTable<Sample, JsonObject> Trees = [];

    /// <summary>The sample read from a tree, or null.</summary>
    public static Sample? Find(JsonTree tree) => TreeMemory<Sample>.Find(tree);

    /// <summary>The tree that a sample was read from, or null.</summary>
    public static JsonObject? Find(Sample sample) => Trees.TryGetValue(sample, out JsonObject? tree) ? tree : null;

    /// <summary>Remembers a sample.</summary>
    /// <returns>The sample, or the one that another thread has read from the tree in the meantime.</returns>
    public static Sample Keep(Sample sample, JsonObject tree)
    {
        Sample kept = TreeMemory<Sample>.Keep(sample, tree);
        Trees.TryAdd(kept, tree);
        return kept;
    }
}
