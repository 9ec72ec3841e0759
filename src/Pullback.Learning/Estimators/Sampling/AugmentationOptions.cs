using System.Globalization;

namespace Pullback.Learning.Estimators.Sampling;

/// <summary>How samples are drawn from weighted events.</summary>
public sealed record AugmentationOptions
{
    /// <summary>The part of the events that is drawn from.</summary>
    /// <value>Default <see cref="EventPartition.Train"/>.</value>
    public EventPartition Partition { get; init; } = EventPartition.Train;

    /// <summary>The share of events for tests, the last ones.</summary>
    /// <value>Default 0.2.</value>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>The share of events for validation, those before.</summary>
    /// <value>Default 0.2.</value>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Whether to draw from the events generated at the benchmark next to the point alone, which keeps weights small.</summary>
    /// <value>Default true.</value>
    public bool ClosestBenchmark { get; init; } = true;

    /// <summary>The smallest effective number of events of a draw: events that would have a larger share than one in so many are left out. Null leaves none out.</summary>
    /// <value>Default null. What is left out is missing from the sample: use it where single events of large weight would be drawn again and again.</value>
    public double? MinimumEffectiveEvents { get; init; }

    /// <summary>Whether points and scores have the nuisance parameters after the others; else those stay at 0.</summary>
    /// <value>Default false.</value>
    public bool WithNuisance { get; init; }

    /// <summary>The seed.</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 takes all cores. Never changes a result.</summary>
    /// <value>Default 0.</value>
    public int Threads { get; init; }

    /// <summary>Told the share of the points that is drawn, from any thread; null for none.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        foreach ((string name, double value) in new[] { ("test", TestFraction), ("validation", ValidationFraction) })
        {
            if (value is not (>= 0 and <= 1)) yield return string.Create(CultureInfo.InvariantCulture, $"The share of events for {name} is {value:R}, but must be between 0 and 1.");
        }

        if (TestFraction + ValidationFraction > 1) yield return "Test and validation together take more than all events.";
        if (MinimumEffectiveEvents is { } effective && !(effective > 1 && double.IsFinite(effective)))
            yield return string.Create(CultureInfo.InvariantCulture, $"The smallest effective number of events is {effective:R}, but must be finite and above 1.");
        if (Threads < 0) yield return string.Create(CultureInfo.InvariantCulture, $"The number of threads is {Threads}, but must be at least 1, or 0 for all cores.");
    }
}
