namespace Pullback.Learning.Categories.Starts;

/// <summary>Events that lie together: their counts, and where they are.</summary>
internal sealed class ScoreCell(int signals, int dimensions)
{
    /// <summary>The counts of every signal, then of the background; not below 0. Shape [signal + 1].</summary>
    public double[] Counts { get; } = new double[signals + 1];

    /// <summary>The number of events.</summary>
    public int Events { get; set; }

    /// <summary>The mean score. Shape [dimension].</summary>
    public double[] Mean { get; } = new double[dimensions];

    /// <summary>The covariance of the scores. Shape [dimension, dimension].</summary>
    public double[] Covariance { get; } = new double[dimensions * dimensions];
}
