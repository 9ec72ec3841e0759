namespace Pullback.HistFactory.Modifiers;

/// <summary>The types of the schema, in the order in which their parameters come.</summary>
public static class KnownModifiers
{
    /// <summary>All of them: parameters of an earlier type come before those of a later one.</summary>
    public static IReadOnlyList<ModifierType> All { get; } =
        [new HistoSys(), new Lumi(), new NormFactor(), new NormSys(), new ShapeFactor(), new ShapeSys(), new StatError()];

    /// <summary>What models are compiled from: the types of the schema and those that only template models use.</summary>
    internal static IReadOnlyList<ModifierType> Compiled { get; } = [.. All, new SharedGamma()];

    /// <summary>Finds a type by its name.</summary>
    /// <param name="name">As the schema spells it.</param>
    /// <returns>The type, or null.</returns>
    public static ModifierType? Find(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>Finds a type by its name among all that models are compiled from.</summary>
    internal static ModifierType? FindCompiled(string name) => Compiled.FirstOrDefault(type => type.Name == name);
}
