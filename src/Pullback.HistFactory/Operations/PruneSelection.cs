namespace Pullback.HistFactory.Operations;

/// <summary>What to remove from a workspace. Every name must exist.</summary>
public sealed record PruneSelection
{
    /// <summary>Names of modifiers, removed from all samples together with their parameter configurations.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> Modifiers { get; init; } = [];

    /// <summary>Types of modifiers, such as <c>staterror</c>, removed from all samples.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> ModifierTypes { get; init; } = [];

    /// <summary>Names of samples, removed from all channels.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> Samples { get; init; } = [];

    /// <summary>Names of channels, removed together with their observations.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> Channels { get; init; } = [];

    /// <summary>Names of measurements.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> Measurements { get; init; } = [];
}
