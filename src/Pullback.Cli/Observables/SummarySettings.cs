namespace Pullback.Cli.Observables;

/// <summary>How network outputs become bin counts.</summary>
/// <param name="Bins">The number of bins.</param>
internal abstract record SummarySettings(int Bins);

/// <summary>One softmax output per bin; a bin counts the outputs' sum.</summary>
internal sealed record SoftmaxSummary(int Bins) : SummarySettings(Bins);

/// <summary>One output between 0 and 1; a bin counts the mass of a normal kernel around each output.</summary>
/// <param name="Edges">Bin edges, increasing.</param>
/// <param name="Bandwidth">Width of the kernel, above 0.</param>
/// <param name="Reflect">Mass outside the edges goes to the outermost bins.</param>
/// <param name="Floor">Added to every bin, against empty ones.</param>
/// <param name="TrainEdges">The inner edges are trained.</param>
/// <param name="TrainBandwidth">The bandwidth is trained.</param>
internal sealed record KernelSummary(double[] Edges, double Bandwidth, bool Reflect, double Floor, bool TrainEdges, bool TrainBandwidth)
    : SummarySettings(Edges.Length - 1);
