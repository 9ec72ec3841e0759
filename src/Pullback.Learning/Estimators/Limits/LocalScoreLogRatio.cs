namespace Pullback.Learning.Estimators.Limits;

/// <summary>The log ratio in the neighborhood of a reference from the score there: <c>ln r(x|θ) = t(x)·Δ − ½ Δᵀ I Δ</c> with <c>Δ = θ − θ_ref</c>.</summary>
/// <remarks>
/// <para>The exponential family through the reference whose sufficient statistic is the score; I, the Fisher information of one event at the reference, is
/// its normalization to second order. Exact for normal observables with known covariance; elsewhere the error grows with the third power of Δ.</para>
/// <para>Reference: [MadMiner2020].</para>
/// </remarks>
public sealed class LocalScoreLogRatio : ILogRatio
{
    private readonly double[] _scores;
    private readonly double[] _reference;
    private readonly double[,] _information;

    /// <summary>Takes the scores of events.</summary>
    /// <param name="scores">t at the reference, shape [event, parameter].</param>
    /// <param name="reference">θ_ref, shape [parameter].</param>
    /// <param name="information">The Fisher information of one event at the reference, <c>E[t tᵀ]</c> over events of the reference, as of <see cref="FisherInformation.Of"/> with one expected event; shape [parameter, parameter].</param>
    /// <exception cref="ArgumentException">Shapes differ, a number is not finite, or the information is not symmetric.</exception>
    public LocalScoreLogRatio(ReadOnlySpan<double> scores, ReadOnlySpan<double> reference, double[,] information)
    {
        ArgumentNullException.ThrowIfNull(information);
        Parameters = reference.Length;
        Events = EventTable.Rows(scores, reference.Length, "scores");
        EventTable.Rows(reference, reference.Length, "reference");
        if (information.GetLength(0) != Parameters || information.GetLength(1) != Parameters)
            throw new ArgumentException($"The information has shape [{information.GetLength(0)}, {information.GetLength(1)}], but {Parameters} parameters need [{Parameters}, {Parameters}].", nameof(information));
        for (int i = 0; i < Parameters; i++)
        {
            for (int j = 0; j < Parameters; j++)
            {
                if (!double.IsFinite(information[i, j]) || Math.Abs(information[i, j] - information[j, i]) > 1e-9 * (Math.Abs(information[i, i]) + Math.Abs(information[j, j])))
                    throw new ArgumentException(FormattableString.Invariant($"Entries [{i}, {j}] and [{j}, {i}] of the information are {information[i, j]} and {information[j, i]}; it must be finite and symmetric."), nameof(information));
            }
        }

        _scores = scores.ToArray();
        _reference = reference.ToArray();
        _information = (double[,])information.Clone();
    }

    /// <inheritdoc/>
    public int Parameters { get; }

    /// <inheritdoc/>
    public int Events { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> points, ReadOnlySpan<int> events, Span<double> values, Span<double> scores)
    {
        double[] pull = new double[Parameters];
        double[] delta = new double[Parameters];
        for (int p = 0; p < points.Length / Parameters; p++)
        {
            double half = 0;
            for (int i = 0; i < Parameters; i++) delta[i] = points[(p * Parameters) + i] - _reference[i];
            for (int i = 0; i < Parameters; i++)
            {
                pull[i] = 0;
                for (int j = 0; j < Parameters; j++) pull[i] += _information[i, j] * delta[j];
                half += 0.5 * pull[i] * delta[i];
            }

            for (int e = 0; e < events.Length; e++)
            {
                int row = (p * events.Length) + e;
                double sum = -half;
                for (int i = 0; i < Parameters; i++)
                {
                    double t = _scores[(events[e] * Parameters) + i];
                    sum += t * delta[i];
                    if (!scores.IsEmpty) scores[(row * Parameters) + i] = t - pull[i];
                }

                values[row] = sum;
            }
        }
    }
}
