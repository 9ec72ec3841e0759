using System.Globalization;
using System.Text.Json.Serialization;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Observables;

/// <summary>One softmax output per bin: an event's share in bin k is output k.</summary>
public sealed record SoftmaxSummaryOptions : SummaryOptions
{
    /// <summary>The number of bins.</summary>
    /// <value>Default 2.</value>
    public int Bins { get; init; } = 2;

    /// <summary>The smallest expected background of a bin; a smaller one is raised to it.</summary>
    /// <value>Default 1e-6 events.</value>
    public double Floor { get; init; } = 1e-6;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int BinCount => Bins;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Outputs => Bins;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Bins < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The summary has {Bins} bins; at least one is needed.");
        if (Positive("The floor of a bin", Floor) is { } problem) yield return problem;
    }

    /// <inheritdoc/>
    public override Summary Trace(WeightList weights) => new SoftmaxSummary(this);
}
