using Pullback.Cli.Configuration;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>model</c>.</summary>
internal static class ModelSection
{
    /// <summary>Reads the section; problems are noted.</summary>
    public static ModelSettings Read(ConfigurationSection model) => new(
        model.Choice("background_uncertainty", "shared", ["shared", "per-bin", "none"]),
        model.OptionalNumber("relative_uncertainty", Bounds.Positive),
        model.Choice("interpolation", "code4p", ["code4p", "code0"]));
}
