namespace Pullback.Learning.Categories;

/// <summary>The range of one score.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end, above the lower one.</param>
public readonly record struct ScoreRange(double Lower, double Upper)
{
    /// <summary>From 0 to 1, where probabilities lie.</summary>
    public static ScoreRange Unit { get; } = new(0.0, 1.0);

    /// <summary>The distance between the ends.</summary>
    public double Width => Upper - Lower;

    internal bool IsValid => double.IsFinite(Lower) && double.IsFinite(Upper) && Upper > Lower;
}
