namespace Pullback.Learning.Categories.Exact;

/// <summary>What becomes of events outside the range of the cuts.</summary>
public enum OutsideScores
{
    /// <summary>They belong to the outer categories, which extend to infinity.</summary>
    Include,

    /// <summary>They are an error that names the event.</summary>
    Refuse,
}
