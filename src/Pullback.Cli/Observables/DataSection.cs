using Pullback.Cli.Configuration;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>data</c>: generated blobs or the user's own processes.</summary>
internal static class DataSection
{
    private static readonly string[] Generators = ["three-blobs", "three-samples", "four-blobs"];

    /// <summary>Reads the section; problems are noted.</summary>
    /// <param name="data">The section.</param>
    /// <param name="folder">Relative paths start here.</param>
    public static DataSettings Read(ConfigurationSection data, string folder)
    {
        if (data.Has("generate") && data.Has("processes"))
            data.Fail("processes", "found both 'generate' and 'processes'. Generate events or read your own, not both.");
        if (data.Has("generate"))
            return ReadGenerated(data, data.Choice("generate", Generators[0], Generators));
        if (!data.Has("processes"))
            data.Missing("processes", $"your own events, or 'generate' with one of {string.Join(", ", Generators)}");
        return new ProcessData(data.Has("processes") ? new ProcessSection(folder).Read(data) : []);
    }

    private static GeneratedData ReadGenerated(ConfigurationSection data, string kind)
    {
        int points = data.Integer("points", 500, minimum: 1, maximum: 100_000_000);
        double luminosity = data.Number("luminosity", 10, Bounds.Positive);
        double signalScale = data.Number("signal_scale", kind == "three-samples" ? 1 : 2, Bounds.Positive);
        double backgroundScale = data.Number("background_scale", kind == "three-samples" ? 1 : 10, Bounds.Positive);
        return kind switch
        {
            "three-samples" => new ThreeSamples(
                points, luminosity, signalScale, backgroundScale,
                Mean(data, "mean_1", [-2, 2]), Mean(data, "mean_2", [2, 2]), Mean(data, "mean_3", [0, -2]), data.Integer("group", 1, 1, 3)),
            "four-blobs" => new FourBlobs(
                points, luminosity, signalScale, backgroundScale,
                Mean(data, "signal_mean", [-1, 1]), Mean(data, "background_mean", [1, -1]), Mean(data, "up_mean", [2.5, 2]), Mean(data, "down_mean", [-2.5, -1.5])),
            _ => new ThreeBlobs(
                points, luminosity, signalScale, backgroundScale,
                Mean(data, "signal_mean", [-1, 1]), Mean(data, "background_1_mean", [2, 2]), Mean(data, "background_2_mean", [-1, -1])),
        };
    }

    private static double[] Mean(ConfigurationSection data, string key, double[] defaultValue) => [.. data.OptionalNumbers(key, Bounds.Finite, count: 2) ?? defaultValue];
}
