using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Estimators.Training.Rows;

namespace Pullback.Learning.Estimators.Sampling;

/// <summary>Unweighted events drawn from a file, with what estimators learn from. Arrays that a kind of sample does not have are empty.</summary>
public sealed record AugmentedSample
{
    /// <summary>The number of parameters of a point.</summary>
    public required int Parameters { get; init; }

    /// <summary>Shape [event, observable].</summary>
    public required double[] Observables { get; init; }

    /// <summary>θ₀; shape [event, parameter].</summary>
    public required double[] Numerator { get; init; }

    /// <summary>θ₁; shape [event, parameter].</summary>
    public double[] Denominator { get; init; } = [];

    /// <summary>0 for events drawn at θ₀, 1 for events drawn at θ₁; shape [event].</summary>
    public double[] Labels { get; init; } = [];

    /// <summary>r(x, z|θ₀, θ₁); shape [event].</summary>
    public double[] JointRatio { get; init; } = [];

    /// <summary>t(x, z|θ₀); shape [event, parameter].</summary>
    public double[] JointScore { get; init; } = [];

    /// <summary>t(x, z|θ₁); shape [event, parameter].</summary>
    public double[] DenominatorScore { get; init; } = [];

    /// <summary>Weights, of weighted samples; shape [event].</summary>
    public double[] Weights { get; init; } = [];

    /// <summary>The event of the file that a row is, from 0; shape [event].</summary>
    public required double[] EventIds { get; init; }

    /// <summary>The smallest effective number of events over the points, 1/max p: how many distinct events a draw rests on.</summary>
    public required double EffectiveEvents { get; init; }

    /// <summary>The number of events.</summary>
    public int Count => EventIds.Length;

    /// <summary>The sample as training data.</summary>
    public EstimatorData ToData()
    {
        RowColumns? Of(string name, double[] values, int width) => values.Length == 0 ? null : RowColumns.Of(name, values, width);
        return new EstimatorData
        {
            Observables = RowColumns.Of("x", Observables, Observables.Length / Math.Max(1, Count)),
            Parameters = Of("theta0", Numerator, Parameters),
            DenominatorParameters = Of("theta1", Denominator, Parameters),
            Labels = Of("y", Labels, 1),
            JointRatio = Of("r_xz", JointRatio, 1),
            JointScore = Of("t_xz", JointScore, Parameters),
            DenominatorScore = Of("t_xz1", DenominatorScore, Parameters),
            Weights = Of("weights", Weights, 1),
            EventIds = RowColumns.Of("event_ids", EventIds),
        };
    }
}
