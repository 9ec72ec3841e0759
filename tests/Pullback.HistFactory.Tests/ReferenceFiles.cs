using System.Text.Json;
using Pullback.HistFactory.Json;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Tests;

/// <summary>The published workspaces and their numbers under tests/reference/data/histfactory.</summary>
internal static class ReferenceFiles
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "reference", "data", "histfactory");

    public static string WorkspacePath(string name) => Path.Combine(Folder, "workspaces", name);

    public static JsonElement Expected(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".expected.json"))).RootElement;

    public static JsonElement InferenceNumbers() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "inference_numbers.json"))).RootElement;

    public static Workspace AllModifiers() => Workspace.Load(WorkspacePath("all_modifiers.json"));

    public static Workspace Sbottom(string patch = "patch.sbottom_1300_205_60.json") => Workspace.Parse(
        JsonPatch.Parse(JsonTree.Load(WorkspacePath(patch))).Apply(JsonTree.Load(WorkspacePath("sbottom_RegionA_BkgOnly.json"))));

    public static Workspace Electroweakinos() => WithTenPercentSignal(Workspace.Load(WorkspacePath("SUSY-2018-16_EWKinos_BkgOnly.json")));

    /// <summary>Adds to every channel a signal of a tenth of its nominal counts.</summary>
    public static Workspace WithTenPercentSignal(Workspace workspace) => workspace with
    {
        Channels = [.. workspace.Channels.Select(channel =>
        {
            double[] total = [.. Enumerable.Range(0, channel.Samples[0].Data.Count).Select(b => 0.1 * channel.Samples.Sum(s => s.Data[b]))];
            return channel with { Samples = [.. channel.Samples, new Sample("zz_signal", total, [new Modifier("mu_SIG", "normfactor", NoModifierData.Instance)])] };
        })],
    };

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetDouble())];
}
