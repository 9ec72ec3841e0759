using Pullback.Cli.Configuration;
using Pullback.Learning.Layers;

namespace Pullback.Cli.Observables;

/// <summary>Reads <c>network</c>.</summary>
internal static class NetworkSection
{
    /// <summary>Activations by name.</summary>
    public static IReadOnlyList<string> Activations { get; } = Names<Activation>();

    /// <summary>Initializers by name.</summary>
    public static IReadOnlyList<string> Initializers { get; } = Names<WeightInitializer>();

    private static readonly string[] Precisions = ["single", "double"];

    /// <summary>Reads the section; problems are noted.</summary>
    public static NetworkSettings Read(ConfigurationSection network) => new(
        network.OptionalIntegers("hidden", 1, 1 << 16) ?? [1024, 1024],
        network.Choice("activation", "relu", Activations),
        network.Number("dropout", 0, Bounds.Fraction),
        network.Choice("initializer", "glorot-normal", Initializers),
        network.Number("bias_deviation", 0.01, Bounds.NotNegative),
        network.Choice("precision", "single", Precisions));

    /// <summary>The members of an enumeration as configurations write them: <c>GlorotNormal</c> is <c>glorot-normal</c>.</summary>
    private static string[] Names<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString())))];
}
