namespace Pullback.Autodiff.Tracing;

/// <summary>
/// Moves uniform factors that depend on event sums out of per-event products. A derivative of <c>F(Σ f(x))</c> multiplies every event
/// by <c>F′</c>; outside of the sum the factor costs nothing and the events need no further pass.
/// </summary>
internal static class Factors
{
    /// <summary>Splits an event value <c>factor · rest</c> whose uniform factor exists only after a later pass than the rest.</summary>
    public static bool TrySplitStaged(Expr value, out Expr factor, out Expr rest)
    {
        if (TrySplit(value, out factor, out rest) && factor.Shape.Rank == 0 && factor.Stage > rest.Stage)
        {
            return true;
        }

        factor = rest = value;
        return false;
    }

    /// <summary>Splits an event value <c>factor · rest</c> with a uniform factor and an event rest.</summary>
    public static bool TrySplit(Expr value, out Expr factor, out Expr rest)
    {
        factor = rest = value;
        if (value.IsNumber || value.Axis is null)
        {
            return false;
        }

        if (value.Node.Operation is NegateOperation && TrySplit(value.Input(0), out Expr positive, out rest))
        {
            factor = -positive;
            return true;
        }

        if (value.Node.Operation is not MultiplyOperation)
        {
            return false;
        }

        Expr left = value.Input(0);
        Expr right = value.Input(1);
        if (left.Axis is null == right.Axis is null)
        {
            return false;
        }

        (factor, rest) = left.Axis is null ? (left, right) : (right, left);
        return true;
    }

    /// <summary>Builds a linear operation of one event value, with a late uniform factor outside.</summary>
    public static Expr Linear(Expr value, Func<Expr, Expr> build) =>
        TrySplitStaged(value, out Expr factor, out Expr rest) && rest.Shape == value.Shape ? factor * build(rest) : build(value);
}
