using Pullback.Autodiff;

namespace Pullback.Learning.Estimators;

/// <summary>Weights of the events of a mean.</summary>
/// <param name="Values">Shape [event].</param>
/// <param name="Total">What the weighted sum is divided by, a uniform scalar; null for the sum of the weights. Batches of a weighted sample divide by their
/// number of events, since the weights of a batch may add up to nothing.</param>
public readonly record struct EventWeights(Expr Values, Expr? Total = null)
{
    /// <summary>Weights of a mean that is divided by their sum.</summary>
    /// <param name="values">Shape [event].</param>
    public static implicit operator EventWeights(Expr values) => FromExpr(values);

    /// <inheritdoc cref="op_Implicit(Expr)"/>
    public static EventWeights FromExpr(Expr values) => new(values);
}
