namespace Pullback.Learning.Estimators;

/// <summary>The known dependence of a likelihood ratio on the parameters.</summary>
public enum RatioForm
{
    /// <summary>Weights of morphing: <c>r(x|θ) = Σ_b w_b(θ) R_b(x) / Σ_b w_b(θ) S_b</c>.</summary>
    Morphing,

    /// <summary>Sums of squares of one parameter: <c>r(x|θ) = ((1 + θ a(x))² + (θ b(x))²) / ((1 + θA)² + (θB)²)</c>.</summary>
    Quadratic,
}
