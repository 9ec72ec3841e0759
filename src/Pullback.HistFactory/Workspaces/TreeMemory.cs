using System.Runtime.CompilerServices;
using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Workspaces;

/// <summary>Remembers what was read from a tree without problems, as long as the tree is in use: after a patch, what it leaves alone has the same trees and is not read again.</summary>
/// <typeparam name="T">What is read; it must not depend on anything but the tree.</typeparam>
internal static class TreeMemory<T>
    where T : class
{
    private static readonly ConditionalWeakTable<JsonTree, T> Known = [];

    /// <summary>What was read from a tree, or null.</summary>
    public static T? Find(JsonTree tree) => Known.TryGetValue(tree, out T? value) ? value : null;

    /// <summary>Remembers what was read.</summary>
    /// <returns>The same, or what another thread has read from the tree in the meantime.</returns>
    public static T Keep(T value, JsonTree tree) => Known.GetOrAdd(tree, value);
}
