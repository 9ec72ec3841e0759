using Pullback.Cli.Configuration;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>network</c>.</summary>
internal static class NetworkSection
{
    /// <summary>Activations by name.</summary>
    public static IReadOnlyList<string> Activations { get; } = ["relu", "tanh", "sigmoid", "softplus", "identity"];

    /// <summary>Initializers by name.</summary>
    public static IReadOnlyList<string> Initializers { get; } = ["glorot-normal", "glorot-uniform", "he-normal", "he-uniform", "lecun-normal", "lecun-uniform"];

    /// <summary>Reads the section; problems are noted.</summary>
    public static NetworkSettings Read(ConfigurationSection network) => new(
        network.OptionalIntegers("hidden", 1, 1 << 16) ?? [1024, 1024],
        network.Choice("activation", "relu", Activations),
        network.Number("dropout", 0, Bounds.Fraction),
        network.Choice("initializer", "glorot-normal", Initializers));
}
