namespace Pullback.Learning.Categories.Training;

/// <summary>The way of an annealed constant from its first to its last value.</summary>
public enum AnnealingShape
{
    /// <summary>Along half a cosine.</summary>
    Cosine,

    /// <summary>By the same factor every epoch.</summary>
    Geometric,
}
