using System.Globalization;
using System.Text.Json.Serialization;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Observables;

/// <summary>One output between 0 and 1, smeared by a normal kernel: an event's share in a bin is the kernel's mass between its edges.</summary>
public sealed record KernelSummaryOptions : SummaryOptions
{
    /// <summary>The bin edges, increasing. The outer ones never move.</summary>
    /// <value>Default 0, 0.5, 1.</value>
    public IReadOnlyList<double> Edges { get; init; } = [0.0, 0.5, 1.0];

    /// <summary>The width of the kernel, in units of the output.</summary>
    /// <value>Default 0.3, as in neos.</value>
    public double Bandwidth { get; init; } = 0.3;

    /// <summary>Whether mass outside the outer edges is counted in the outermost bins instead of being lost.</summary>
    /// <value>Default false, as in neos.</value>
    public bool Reflect { get; init; }

    /// <summary>What is added to every background bin against empty ones.</summary>
    /// <value>Default 1e-3 events.</value>
    public double Floor { get; init; } = 1e-3;

    /// <summary>Whether the inner edges are trained.</summary>
    /// <value>Default false.</value>
    public bool TrainEdges { get; init; }

    /// <summary>Whether the bandwidth is trained (through its logarithm, so that it stays above 0).</summary>
    /// <value>Default false.</value>
    public bool TrainBandwidth { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int BinCount => Edges.Count - 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Outputs => 1;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Edges.Count < 2) yield return string.Create(CultureInfo.InvariantCulture, $"There are {Edges.Count} bin edges; at least two are needed.");
        for (int i = 0; i < Edges.Count; i++)
        {
            if (!double.IsFinite(Edges[i])) yield return string.Create(CultureInfo.InvariantCulture, $"Bin edge {i} is {Edges[i]}, but must be finite.");
            else if (i > 0 && !(Edges[i] > Edges[i - 1]))
                yield return string.Create(CultureInfo.InvariantCulture, $"The bin edges are not in order: edge {i - 1} is {Edges[i - 1]:R} and edge {i} is {Edges[i]:R}. They must increase.");
        }

        if (Positive("The bandwidth", Bandwidth) is { } problem) yield return problem;
        if (Positive("The floor of a bin", Floor) is { } floorProblem) yield return floorProblem;
    }

    /// <inheritdoc/>
    public override Summary Trace(WeightList weights) => new KernelSummary(this, weights);
}
