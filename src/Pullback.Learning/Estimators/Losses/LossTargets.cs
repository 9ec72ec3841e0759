using Pullback.Autodiff;

namespace Pullback.Learning.Estimators.Losses;

/// <summary>What estimators learn from, as event inputs; what a method does not need may be left out.</summary>
public sealed record LossTargets
{
    /// <summary>The labels y: 0 for events of the numerator, 1 for events of the denominator; shape [event, 1].</summary>
    public Expr? Labels { get; init; }

    /// <summary>The joint ratio r_xz; shape [event, 1].</summary>
    public Expr? Ratio { get; init; }

    /// <summary>The joint score t_xz at θ₀, by scaled parameters; shape [event, parameter].</summary>
    public Expr? Score { get; init; }

    /// <summary>The joint score at θ₁, by scaled parameters; shape [event, parameter].</summary>
    public Expr? DenominatorScore { get; init; }

    /// <summary>Weights of the events; shape [event]; null weighs all alike.</summary>
    public EventWeights? Weights { get; init; }
}
