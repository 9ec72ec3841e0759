using Pullback.Cli.Configuration;
using Pullback.Learning.Estimators.Sampling;

namespace Pullback.Cli.Estimators;

/// <summary>A whole configuration of <c>estimator sample</c>.</summary>
/// <param name="File">MadMiner's event file, absolute.</param>
/// <param name="Kind">What the sample is for.</param>
/// <param name="Events">The number of events; ignored by a weighted sample, which has all.</param>
/// <param name="Numerator">θ₀, or the only points.</param>
/// <param name="Denominator">θ₁ of ratios, or null.</param>
/// <param name="Additional">Points that ratios are given at again, or null.</param>
/// <param name="Weighted">Whether every event is taken once with its weight.</param>
/// <param name="Options">How to draw.</param>
internal sealed record SampleSettings(string File, SampleKind Kind, int Events, SamplePoints Numerator, SamplePoints? Denominator, SamplePoints? Additional, bool Weighted, AugmentationOptions Options)
{
    private static readonly string[] KindNames = ["ratio", "double-ratio", "score", "density", "test"];
    private static readonly string[] PartitionNames = ["all", "train", "validation", "test"];

    /// <summary>The kind as the configuration names it.</summary>
    public string KindName => KindNames[(int)Kind];

    /// <summary>Reads and checks a configuration.</summary>
    /// <param name="file">The file.</param>
    /// <param name="seed">The seed of the call.</param>
    /// <param name="threads">The threads of the call.</param>
    /// <exception cref="Errors.InputException">Every problem of the file, in its order.</exception>
    public static SampleSettings Read(ConfigurationFile file, ulong seed, int threads)
    {
        ConfigurationSection root = file.Root;
        string path = root.RequiredText("file", "MadMiner's event file (HDF5)");
        var kind = (SampleKind)Math.Max(0, Array.IndexOf(KindNames, root.RequiredChoice("kind", KindNames)));
        bool ratio = kind is SampleKind.Ratio or SampleKind.DoubleRatio;
        bool weighted = !ratio && root.Flag("weighted", false);
        var settings = new SampleSettings(
            Path.Combine(file.Folder, path),
            kind,
            weighted ? 0 : root.Integer("events", 100_000, minimum: ratio ? 2 : 1, maximum: 1_000_000_000),
            SamplePoints.Read(root, ratio ? "theta0" : "theta", file.Folder),
            ratio ? SamplePoints.Read(root, "theta1", file.Folder) : null,
            ratio && root.Has("additional_theta") ? SamplePoints.Read(root, "additional_theta", file.Folder) : null,
            weighted,
            new AugmentationOptions
            {
                Partition = (EventPartition)Array.IndexOf(PartitionNames, root.Choice("partition", kind == SampleKind.Test ? "test" : "train", PartitionNames)),
                TestFraction = root.Number("test_fraction", 0.2, new Bounds(0, 1)),
                ValidationFraction = root.Number("validation_fraction", 0.2, new Bounds(0, 1)),
                ClosestBenchmark = root.Flag("closest_benchmark", true),
                MinimumEffectiveEvents = root.OptionalNumber("minimum_effective_events", new Bounds(1, double.PositiveInfinity, OpenMinimum: true)),
                WithNuisance = root.Flag("nuisance", false),
                Seed = seed,
                Threads = threads,
            });
        root.Finish();
        root.Errors.ThrowIfAny();
        return settings;
    }
}

/// <summary>What a sample is for.</summary>
internal enum SampleKind
{
    /// <summary>Ratios of one point: θ₀, θ₁, y, r, t.</summary>
    Ratio,

    /// <summary>Ratios of two points: a score at each.</summary>
    DoubleRatio,

    /// <summary>Scores: θ, t.</summary>
    Score,

    /// <summary>Densities: θ, t.</summary>
    Density,

    /// <summary>Held-out events: θ alone.</summary>
    Test,
}
