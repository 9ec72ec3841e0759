using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>How the training of categories went: the loss, its penalties, and what was scheduled.</summary>
/// <param name="Loss">The loss.</param>
public sealed record CategoryTraining(LearningCurve Loss)
{
    /// <summary>Penalties, zero or more, in a panel of their own.</summary>
    /// <value>Default: empty, no panel.</value>
    public IReadOnlyList<HistoryLine> Penalties { get; init; } = [];

    /// <summary>Linear or logarithmic penalties; a logarithmic axis has gaps where a penalty is zero.</summary>
    /// <value>Default: <see cref="AxisScale.Logarithmic"/>.</value>
    public AxisScale PenaltyScale { get; init; } = AxisScale.Logarithmic;

    /// <summary>What followed a schedule, for example the learning rate and the temperature; positive, in a panel of their own.</summary>
    /// <value>Default: empty, no panel.</value>
    public IReadOnlyList<HistoryLine> Schedules { get; init; } = [];
}
