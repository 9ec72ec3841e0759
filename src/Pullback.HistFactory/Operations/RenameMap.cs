using System.Collections.Immutable;

namespace Pullback.HistFactory.Operations;

/// <summary>New names for parts of a workspace, by old name. Every old name must exist; all are renamed at once, so that names can be swapped.</summary>
public sealed record RenameMap
{
    /// <summary>Names of modifiers, renamed in samples, parameter configurations and parameters of interest.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Modifiers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Names of samples, renamed in all channels.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Samples { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Names of channels, renamed in channels and observations.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Channels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Names of measurements.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Measurements { get; init; } = ImmutableDictionary<string, string>.Empty;
}
