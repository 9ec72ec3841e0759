namespace Pullback.Learning.Categories.Exact;

/// <summary>Where cuts may lie.</summary>
public enum ExactGrid
{
    /// <summary>At equal distances.</summary>
    Uniform,

    /// <summary>So that every cell has about the same number of events, whatever their process and weight.</summary>
    Quantiles,

    /// <summary>Halfway between any two different scores: the optimum without a grid.</summary>
    Distinct,
}
