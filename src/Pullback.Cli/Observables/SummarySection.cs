using System.Globalization;
using Pullback.Cli.Configuration;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>summary</c>: softmax bins or kernel-density counts.</summary>
internal static class SummarySection
{
    private const int MaximumBins = 1000;

    /// <summary>Reads the section; problems are noted.</summary>
    public static SummarySettings Read(ConfigurationSection summary) => summary.Choice("kind", "softmax", ["softmax", "kde"]) switch
    {
        "kde" => ReadKernel(summary),
        _ => new SoftmaxSummary(summary.Integer("bins", 2, minimum: 1, MaximumBins)),
    };

    private static KernelSummary ReadKernel(ConfigurationSection summary)
    {
        double[] edges = Edges(summary);
        double bandwidth = summary.RequiredNumber("bandwidth", Bounds.Positive, "the width of the kernel in units of the output, for example 0.1");
        IReadOnlyList<string> trainable = summary.Texts("trainable");
        foreach (string word in trainable.Where(word => word is not ("edges" or "bandwidth")))
            summary.Fail("trainable", $"found '{word}', but allowed are edges, bandwidth.");
        return new KernelSummary(
            edges, bandwidth, summary.Flag("reflect", false), summary.Number("floor", 1e-3, Bounds.NotNegative), trainable.Contains("edges"), trainable.Contains("bandwidth"));
    }

    private static double[] Edges(ConfigurationSection summary)
    {
        int? bins = summary.OptionalInteger("bins", 1, MaximumBins);
        if (summary.OptionalNumbers("edges", Bounds.Finite) is not { } edges)
            return [.. Enumerable.Range(0, (bins ?? 2) + 1).Select(i => i / (double)(bins ?? 2))];
        if (edges.Count < 2)
            summary.Fail("edges", "found fewer than 2 edges, but n bins have n + 1.");
        if (bins is { } wanted && wanted != edges.Count - 1)
            summary.Fail("bins", string.Create(CultureInfo.InvariantCulture, $"found {wanted}, but 'edges' lists {edges.Count - 1} bins. Leave one of the two out."));
        for (int i = 1; i < edges.Count; i++)
        {
            if (edges[i] <= edges[i - 1])
            {
                summary.Fail("edges", string.Create(
                    CultureInfo.InvariantCulture, $"the bins are out of order: edge {i} is {edges[i]} after {edges[i - 1]}, but edges must increase. Sort them, and write each once."));
                break;
            }
        }

        return [.. edges];
    }
}
