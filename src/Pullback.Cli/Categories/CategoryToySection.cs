using Pullback.Cli.Configuration;
using Pullback.Learning.Categories.Toys;

namespace Pullback.Cli.Categories;

/// <summary>Reads the toy sample that <c>data.generate</c> asks for.</summary>
internal static class CategoryToySection
{
    /// <summary>The names of the samples.</summary>
    public static IReadOnlyList<string> Names { get; } = ["gaussians-1d", "gaussians-3class", "gaussians", "bump-hunt", "shifted-background"];

    /// <summary>Reads the keys beside <c>generate</c>; problems are noted.</summary>
    public static CategoryToys Read(ConfigurationSection data)
    {
        switch (data.Choice("generate", Names[0], Names))
        {
            case "bump-hunt":
                var hunt = new BumpHunt();
                hunt = hunt with
                {
                    SignalEvents = Events(data, "signal_events", hunt.SignalEvents),
                    ContinuumEvents = Events(data, "background_events", hunt.ContinuumEvents),
                    SignalYield = data.Number("signal_yield", hunt.SignalYield, Bounds.Positive),
                    ContinuumYield = data.Number("background_yield", hunt.ContinuumYield, Bounds.Positive),
                };
                return new CategoryToys(hunt, ["x", "y", BumpHunt.Mass], ["x", "y"]);
            case "shifted-background":
                var shifted = new ShiftedBackground();
                shifted = shifted with
                {
                    SignalEvents = Events(data, "signal_events", shifted.SignalEvents),
                    BackgroundEvents = Events(data, "background_events", shifted.BackgroundEvents),
                    SignalYield = data.Number("signal_yield", shifted.SignalYield, Bounds.Positive),
                    BackgroundYield = data.Number("background_yield", shifted.BackgroundYield, Bounds.Positive),
                    Shift = data.Number("shift", shifted.Shift, Bounds.Positive),
                    MovedEvents = data.Flag("moved_events", shifted.MovedEvents),
                };
                return new CategoryToys(shifted, ["x", "y"], ["x", "y"]);
            default:
                string kind = data.OptionalText("generate") ?? Names[0];
                var gaussians = new ThreeGaussians();
                gaussians = gaussians with
                {
                    Scores = kind switch { "gaussians-3class" => GaussianScores.Classes, "gaussians" => GaussianScores.Coordinates, _ => GaussianScores.Ratio },
                    SignalEvents = Events(data, "signal_events", gaussians.SignalEvents),
                    BackgroundEvents = Events(data, "background_events", gaussians.BackgroundEvents),
                    Luminosity = data.Number("luminosity", gaussians.Luminosity, Bounds.Positive),
                    Noise = data.Number("noise", gaussians.Noise, Bounds.NotNegative),
                };
                return gaussians.Scores switch
                {
                    GaussianScores.Classes => new CategoryToys(gaussians, ["p_signal1", "p_signal2", "p_background"], ["p_signal1", "p_signal2"]),
                    GaussianScores.Coordinates => new CategoryToys(gaussians, ["x", "y", "z"], ["x", "y", "z"]),
                    _ => new CategoryToys(gaussians, ["score"], ["score"]),
                };
        }
    }

    private static int Events(ConfigurationSection data, string key, int defaultValue) => data.Integer(key, defaultValue, minimum: 1, maximum: 100_000_000);
}
