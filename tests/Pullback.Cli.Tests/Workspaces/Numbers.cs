using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Workspaces;

/// <summary>Reads numbers of documents and compares them.</summary>
internal static class Numbers
{
    /// <summary>pyhf's own regression numbers are compared at this relative distance: its minimizer stops there.</summary>
    public const double CrossTool = 1e-6;

    public static double Number(this JsonNode? node) => node!.GetValue<double>();

    public static double[] List(this JsonNode? node) => [.. node!.AsArray().Select(Number)];

    public static string[] Texts(this JsonNode? node) => [.. node!.AsArray().Select(item => item!.GetValue<string>())];

    public static string[] Keys(this JsonNode? node) => [.. node!.AsObject().Select(pair => pair.Key)];

    public static void Near(double expected, double found, double relative = CrossTool) =>
        Assert.True(Math.Abs(found - expected) <= relative * Math.Max(Math.Abs(expected), 1e-12), $"expected {expected:R}, found {found:R}");

    public static void Near(double[] expected, double[] found, double relative = CrossTool)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Near(expected[i], found[i], relative);
    }
}
