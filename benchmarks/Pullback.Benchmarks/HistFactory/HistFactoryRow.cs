namespace Pullback.Benchmarks.HistFactory;

/// <summary>A line of the HistFactory race: the same question to both programs.</summary>
/// <param name="Title">What is asked, for the table.</param>
/// <param name="Task">What is asked, for the peer.</param>
/// <param name="Model">The model it is asked of.</param>
/// <param name="Run">Answers it once.</param>
/// <param name="Recorded">pyhf's seconds where it was measured before: an orientation.</param>
/// <param name="Required">How many times faster than pyhf it has to be; null for no such aim.</param>
internal sealed record HistFactoryRow(string Title, string Task, BenchmarkModel Model, Func<double[]> Run, double Recorded, double? Required = null)
{
    /// <summary>Whether pyhf takes a minute or more.</summary>
    public bool IsSlow { get; init; }

    /// <summary>The largest difference of two answers that agree.</summary>
    /// <value>Default 1e-4, relative: pyhf's own precision.</value>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Whether the difference is absolute: shares of few toys.</summary>
    public bool IsAbsolute { get; init; }

    /// <summary>The largest difference between two answers.</summary>
    public double Difference(IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        if (ours.Count != theirs.Count) return double.PositiveInfinity;
        double largest = 0.0;
        for (int i = 0; i < ours.Count; i++)
        {
            double difference = Math.Abs(ours[i] - theirs[i]);
            if (!IsAbsolute && difference > 0.0) difference /= Math.Max(Math.Abs(ours[i]), Math.Abs(theirs[i]));
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }
}
