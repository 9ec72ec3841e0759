using Pullback.Autodiff;

namespace Pullback.Learning.Categories.Losses;

/// <summary>The loss of a set of categories as graph values: results of the signals, penalties, and their sum.</summary>
/// <remarks><c>loss = ∓ combined result + λ_B P_B + λ_u P_u</c>, minus where a larger result is better.</remarks>
internal sealed class CategoryLoss
{
    public CategoryLoss(CategoryObjective objective, CategoryCounts yields)
    {
        Yields = yields;
        Results = [.. yields.Data.Signals.Select(signal => objective.Result(signal, yields))];
        Combined = objective.Combine(yields.Data.Signals, Results);
        CategoryPenalties penalties = objective.Penalties;
        LowBackground = penalties.LowBackground(yields.Background);
        HighUncertainty = penalties.HighUncertainty(yields.Background, yields.BackgroundSquares);
        Penalty = (penalties.LowBackgroundWeight * LowBackground) + (penalties.HighUncertaintyWeight * HighUncertainty);
        Expr result = objective.Maximize ? -Combined : Combined;
        Loss = penalties.LowBackgroundWeight > 0 || penalties.HighUncertaintyWeight > 0 ? result + Penalty : result;
    }

    /// <summary>The expected counts.</summary>
    public CategoryCounts Yields { get; }

    /// <summary>The result of each signal.</summary>
    public IReadOnlyList<Expr> Results { get; }

    /// <summary>The results in one number.</summary>
    public Expr Combined { get; }

    /// <summary>The penalty for little background, without its weight.</summary>
    public Expr LowBackground { get; }

    /// <summary>The penalty for an uncertain background, without its weight.</summary>
    public Expr HighUncertainty { get; }

    /// <summary>The weighted sum of the penalties.</summary>
    public Expr Penalty { get; }

    /// <summary>What training makes small.</summary>
    public Expr Loss { get; }
}
