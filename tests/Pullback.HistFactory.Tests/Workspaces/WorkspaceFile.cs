using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Tests.Workspaces;

/// <summary>The workspaces under <c>tests/reference/data/histfactory/workspaces</c>.</summary>
internal static class WorkspaceFile
{
    public const string AllModifiers = "all_modifiers.json";
    public const string Sbottom = "sbottom_RegionA_BkgOnly.json";
    public const string SbottomPatch = "patch.sbottom_1300_205_60.json";

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "reference", "data", "histfactory", "workspaces", name);

    public static JsonTree Load(string name) => JsonTree.Load(PathOf(name));

    /// <summary>A workspace with changes given as a JSON patch; apostrophes stand for quotes.</summary>
    public static JsonTree Patched(string name, string patch) => JsonPatch.Parse(Quoted(patch)).Apply(Load(name));

    /// <summary>The tree of a text in which apostrophes stand for quotes.</summary>
    public static JsonTree Quoted(string text) => JsonTree.Parse(text.Replace('\'', '"'));

    /// <summary>The value at a place.</summary>
    public static JsonTree At(this JsonTree tree, string pointer)
    {
        Assert.True(JsonPointer.Parse(pointer).TryFind(tree, out JsonTree? value), $"There is nothing at {pointer}.");
        return value;
    }
}
