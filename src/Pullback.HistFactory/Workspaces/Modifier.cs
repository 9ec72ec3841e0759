namespace Pullback.HistFactory.Workspaces;

/// <summary>A change of a sample's counts with a parameter that bears the modifier's name.</summary>
/// <param name="Name">The name, shared by all modifiers that one parameter drives.</param>
/// <param name="Type">The type as the schema spells it, such as <c>normsys</c>.</param>
/// <param name="Data">What the type needs; <see cref="NoModifierData"/> where it needs nothing.</param>
public sealed record Modifier(string Name, string Type, ModifierData Data);

/// <summary>What a modifier needs to know besides its parameter.</summary>
public abstract record ModifierData;

/// <summary>Nothing: a factor that is its parameter.</summary>
public sealed record NoModifierData : ModifierData
{
    /// <summary>The only instance needed.</summary>
    public static NoModifierData Instance { get; } = new();
}

/// <summary>Factors at one standard deviation up and down.</summary>
/// <param name="High">The factor at +1.</param>
/// <param name="Low">The factor at −1.</param>
public sealed record ScaleVariation(double High, double Low) : ModifierData;

/// <summary>Templates at one standard deviation up and down.</summary>
/// <param name="High">The counts at +1. Shape [bin].</param>
/// <param name="Low">The counts at −1. Shape [bin].</param>
public sealed record TemplateVariation(IReadOnlyList<double> High, IReadOnlyList<double> Low) : ModifierData;

/// <summary>Absolute uncertainties of the counts.</summary>
/// <param name="Values">Shape [bin].</param>
public sealed record BinUncertainties(IReadOnlyList<double> Values) : ModifierData;
