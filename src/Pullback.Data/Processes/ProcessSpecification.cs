using Pullback.Data.Tables;

namespace Pullback.Data.Processes;

/// <summary>Where the events of a process come from and what they are worth.</summary>
public sealed record ProcessSpecification
{
    /// <summary>Name of the process.</summary>
    public required string Name { get; init; }

    /// <summary>Signal or background.</summary>
    public required ProcessRole Role { get; init; }

    /// <summary>The events. Its columns, if it names any, are kept besides those that the set asks for.</summary>
    public required EventQuery Events { get; init; }

    /// <summary>Weight of each event, as a column or an expression.</summary>
    /// <value>Null: 1.</value>
    public ColumnSelection? Weight { get; init; }

    /// <summary>Factor on all weights, for example luminosity times cross section over generated events.</summary>
    /// <value>Null: 1, unless <see cref="Yield"/> is set.</value>
    public double? Scale { get; init; }

    /// <summary>Expected number of events that the weights are scaled to sum to.</summary>
    /// <value>Null: the weights are taken as they are, times <see cref="Scale"/>.</value>
    public double? Yield { get; init; }

    /// <summary>Systematic variations.</summary>
    public IReadOnlyList<VariationSpecification> Variations { get; init; } = [];
}
