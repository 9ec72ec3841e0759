using System.Numerics;

namespace Pullback.Learning.Observables;

/// <summary>Events as a program reads them: features and dropout masks in the network's type, weights in float64.</summary>
internal sealed class EventBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Row-major. Shape [event, feature].</summary>
    public required ReadOnlyMemory<T> Features { get; init; }

    /// <summary>One column per template. Shape of each [event].</summary>
    public required ReadOnlyMemory<double>[] Weights { get; init; }

    /// <summary>What each column of weights was multiplied with to reach the expected yield of all events. Shape [column].</summary>
    public required double[] Factors { get; init; }

    /// <summary>One mask per hidden layer, row-major, shape of each [event, width]; empty without dropout.</summary>
    public ReadOnlyMemory<T>[] Masks { get; init; } = [];

    /// <summary>The number of events.</summary>
    public int Count => Weights[0].Length;

    /// <summary>All events of a set.</summary>
    public static EventBatch<T> All(EventSet set, FeatureScaling scaling) => new()
    {
        Features = scaling.Apply<T>(set.Features.Span),
        Weights = [.. set.Columns.Select(c => c.Weights)],
        Factors = [.. set.Columns.Select(_ => 1.0)],
    };
}
