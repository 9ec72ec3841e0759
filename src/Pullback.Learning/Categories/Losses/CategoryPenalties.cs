using System.Globalization;
using Pullback.Autodiff;

namespace Pullback.Learning.Categories.Losses;

/// <summary>What is added to the loss for categories that an analysis could not use.</summary>
/// <remarks>
/// <para><c>λ_B Σ_k max(B₀ − B_k, 0)² + λ_u Σ_k max(√B2_k/B_k − u₀, 0)²</c>. Reference: [GatoHep2026].</para>
/// </remarks>
public sealed record CategoryPenalties
{
    private const double SmallestBackground = 1e-8;

    /// <summary>The weight <c>λ_B</c> of the penalty for little background.</summary>
    /// <value>Default 0: no penalty.</value>
    public double LowBackgroundWeight { get; init; }

    /// <summary>The background <c>B₀</c> below which a category is penalized. Unit: expected events.</summary>
    /// <value>Default 10.</value>
    public double MinimumBackground { get; init; } = 10.0;

    /// <summary>The weight <c>λ_u</c> of the penalty for an uncertain background.</summary>
    /// <value>Default 0: no penalty.</value>
    public double HighUncertaintyWeight { get; init; }

    /// <summary>The relative uncertainty <c>u₀</c> of the background, from the finite number of events, above which a category is penalized.</summary>
    /// <value>Default 0.2.</value>
    public double MaximumUncertainty { get; init; } = 0.2;

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems() =>
    [
        .. Problem("The weight of the low-background penalty", LowBackgroundWeight),
        .. Problem("The minimum background", MinimumBackground),
        .. Problem("The weight of the high-uncertainty penalty", HighUncertaintyWeight),
        .. Problem("The maximum relative uncertainty", MaximumUncertainty),
    ];

    /// <summary><c>Σ_k max(B₀ − B_k, 0)²</c>.</summary>
    /// <param name="background">Shape [category].</param>
    internal Expr LowBackground(Expr background) => Op.Sum(Op.Square(Op.Relu(MinimumBackground - background)));

    /// <summary><c>Σ_k max(√B2_k/B_k − u₀, 0)²</c>; B is held at or above 1e-8, as in the package, and B2 above 0.</summary>
    /// <param name="background">Shape [category].</param>
    /// <param name="squares">B2, the sum of squared weights. Shape [category].</param>
    internal Expr HighUncertainty(Expr background, Expr squares)
    {
        Expr relative = Op.Sqrt(Op.Max(squares, 1e-300)) / Op.Max(background, SmallestBackground);
        return Op.Sum(Op.Square(Op.Relu(relative - MaximumUncertainty)));
    }

    private static IEnumerable<string> Problem(string name, double value)
    {
        if (!(value >= 0) || !double.IsFinite(value)) yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {value:R}, but must be finite and at least 0.");
    }
}
