namespace Pullback.Learning.Categories.Losses;

/// <summary>How the results of several signals become one number.</summary>
public enum SignalCombination
{
    /// <summary><c>(Π f_lʷ)^(1/Σw)</c>, the way of gato-hep. The results must be positive.</summary>
    GeometricMean,

    /// <summary><c>Σ w f / Σ w</c>.</summary>
    WeightedMean,

    /// <summary><c>√(Σ w f² / Σ w)</c>.</summary>
    Quadrature,

    /// <summary>The worst of them.</summary>
    Worst,
}
