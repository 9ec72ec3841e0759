namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The events whose yield the factor scales to the window.</summary>
public enum SidebandBase
{
    /// <summary>Those of the whole mass range, the window included.</summary>
    Range,

    /// <summary>Those of the range without the window.</summary>
    Sidebands,
}
