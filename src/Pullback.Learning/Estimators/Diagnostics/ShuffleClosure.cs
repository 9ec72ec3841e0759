namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>What an estimator trained on shuffled labels says, which should be nothing: log ratios and scores around zero.</summary>
/// <param name="MeanLogRatio">The weighted mean of ln r.</param>
/// <param name="Uncertainty">Its standard uncertainty.</param>
/// <param name="RootMeanSquare">The root of the mean of (ln r)²: what training noise alone makes of an event.</param>
/// <param name="Largest">The largest |ln r|.</param>
/// <param name="Score">The same for scores; null if there are none.</param>
/// <param name="ScoreRootMeanSquare">The root of the mean square of each component of the score, shape [parameter]; null if there are none.</param>
public sealed record ShuffleClosure(double MeanLogRatio, double Uncertainty, double RootMeanSquare, double Largest, ScoreClosure? Score, double[]? ScoreRootMeanSquare)
{
    /// <summary>Judges an estimator that was trained with shuffled labels.</summary>
    /// <param name="logRatios">ln r of held-out events, any parameter points together. Shape [event].</param>
    /// <param name="scores">Their scores, shape [event, parameter]; empty for none.</param>
    /// <param name="weights">Shape [event]; empty weighs all alike.</param>
    /// <exception cref="ArgumentException">There is no event, lengths do not fit, or a number is not finite.</exception>
    public static ShuffleClosure Of(ReadOnlySpan<double> logRatios, ReadOnlySpan<double> scores = default, ReadOnlySpan<double> weights = default)
    {
        WeightedMoments moments = WeightedMoments.Of(logRatios, 1, weights);
        double largest = 0;
        foreach (double value in logRatios) largest = Math.Max(largest, Math.Abs(value));
        double square = Squares(logRatios, 1, weights)[0];
        if (scores.IsEmpty) return new ShuffleClosure(moments.Mean[0], Math.Sqrt(moments.Covariance[0, 0]), Math.Sqrt(square), largest, null, null);
        if (scores.Length % logRatios.Length != 0) throw new ArgumentException($"There are {scores.Length} scores, which is no multiple of the {logRatios.Length} events.", nameof(scores));
        int parameters = scores.Length / logRatios.Length;
        return new ShuffleClosure(
            moments.Mean[0], Math.Sqrt(moments.Covariance[0, 0]), Math.Sqrt(square), largest,
            ScoreClosure.Of(scores, parameters, weights), [.. Squares(scores, parameters, weights).Select(Math.Sqrt)]);
    }

    private static double[] Squares(ReadOnlySpan<double> rows, int columns, ReadOnlySpan<double> weights)
    {
        double[] squares = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++) squares[i] = rows[i] * rows[i];
        return WeightedMoments.Of(squares, columns, weights).Mean;
    }
}
