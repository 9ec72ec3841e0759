namespace Pullback.Learning.Estimators.Morphing;

/// <summary>How a morphing basis is searched for.</summary>
public sealed record MorphingOptimizationOptions
{
    /// <summary>Random bases that are tried.</summary>
    /// <value>Default: 100. More take longer and give smaller weights.</value>
    public int Trials { get; init; } = 100;

    /// <summary>Parameter points at which every basis is judged, the same for all.</summary>
    /// <value>Default: 100.</value>
    public int TestPoints { get; init; } = 100;

    /// <summary>Bases that share the weight, each of them enough by itself.</summary>
    /// <value>Default: 1.</value>
    public int Bases { get; init; } = 1;

    /// <summary>The seed of the random points.</summary>
    /// <value>Default: 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that share the work; 0 takes all cores. Never changes a result.</summary>
    /// <value>Default: 0.</value>
    public int Threads { get; init; }

    internal void Check()
    {
        string[] errors =
        [
            .. AtLeastOne(Trials, "trials"), .. AtLeastOne(TestPoints, "test points"), .. AtLeastOne(Bases, "bases"),
            .. Threads < 0 ? [MorphingComponents.Invariant($"The number of threads is {Threads}, but must be at least 1, or 0 for all cores.")] : Array.Empty<string>(),
        ];
        if (errors.Length > 0) throw new ArgumentException(string.Join(' ', errors));
    }

    private static string[] AtLeastOne(int value, string what) =>
        value >= 1 ? [] : [MorphingComponents.Invariant($"The number of {what} is {value}, but must be at least 1.")];
}
