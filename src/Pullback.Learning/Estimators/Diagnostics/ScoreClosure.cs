namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>The closure of a score, <c>E_θ[t(x|θ)] = 0</c> over events of θ itself.</summary>
/// <param name="Moments">The mean score, its covariance and the effective number of events.</param>
/// <param name="Test">Whether all means are compatible with zero.</param>
public sealed record ScoreClosure(WeightedMoments Moments, ChiSquareTest Test)
{
    /// <summary>Checks a score.</summary>
    /// <param name="scores">t of events of θ that training has not seen; shape [event, parameter].</param>
    /// <param name="parameters">The number of parameters.</param>
    /// <param name="weights">Shape [event]; empty weighs all alike.</param>
    /// <exception cref="ArgumentException">There is no event, lengths do not fit, a score is not finite, or the weights do not add up to a positive number.</exception>
    public static ScoreClosure Of(ReadOnlySpan<double> scores, int parameters, ReadOnlySpan<double> weights = default)
    {
        WeightedMoments moments = WeightedMoments.Of(scores, parameters, weights);
        return new ScoreClosure(moments, ChiSquareTest.Of(moments.Mean, moments.Covariance));
    }
}
