using Pullback.Data.Tables;

namespace Pullback.Data.Processes;

/// <summary>The up or down side of a variation: other events, other weights, or both.</summary>
public sealed record VariationSide
{
    /// <summary>The events of this side.</summary>
    /// <value>Null: the nominal events, with other weights.</value>
    public EventQuery? Events { get; init; }

    /// <summary>Weight of each event, as a column or an expression.</summary>
    /// <value>Null: the weight of the nominal events.</value>
    public ColumnSelection? Weight { get; init; }
}
