using System.Globalization;

namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>The members of an ensemble by how near their expectation is to its ideal, zero: <c>v_a ∝ exp(−λ ‖E_a‖)</c>.</summary>
/// <remarks>
/// <para>The expectation is E[ln r] of a ratio where numerator and denominator are the same point, or E[t] of a score over events of its reference.
/// The exponential is the rule that MadMiner describes for <c>vote_expectation_weight</c>.</para>
/// <para>Reference: [MadMiner2020].</para>
/// </remarks>
/// <param name="Expectations">E of each member, shape [member][component].</param>
/// <param name="Distances">‖E_a‖, shape [member].</param>
/// <param name="Order">The members, nearest first.</param>
/// <param name="Weights">Weights that add up to one, shape [member].</param>
public sealed record EnsembleVote(IReadOnlyList<double[]> Expectations, double[] Distances, int[] Order, double[] Weights)
{
    /// <summary>The expectation of what one member says: the weighted mean over events of its log ratios or scores.</summary>
    /// <param name="values">Shape [event, component].</param>
    /// <param name="components">1 for log ratios, the number of parameters for scores.</param>
    /// <param name="weights">Shape [event]; empty weighs all alike.</param>
    /// <returns>The mean with its covariance.</returns>
    /// <exception cref="ArgumentException">There is no event, lengths do not fit, or a number is not finite.</exception>
    public static WeightedMoments Expectation(ReadOnlySpan<double> values, int components, ReadOnlySpan<double> weights = default) =>
        WeightedMoments.Of(values, components, weights);

    /// <summary>Weighs members.</summary>
    /// <param name="expectations">E of each member, shape [member][component].</param>
    /// <param name="strength">λ, zero or more; zero weighs all members alike.</param>
    /// <exception cref="ArgumentException">There is no member, lengths differ, a number is not finite, or the strength is negative.</exception>
    public static EnsembleVote Of(IReadOnlyList<double[]> expectations, double strength)
    {
        ArgumentNullException.ThrowIfNull(expectations);
        if (expectations.Count == 0) throw new ArgumentException("There is no member to vote.", nameof(expectations));
        if (!(strength >= 0) || !double.IsFinite(strength))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The strength of the vote is {strength}, but must be zero or more."), nameof(strength));
        double[] distances = new double[expectations.Count];
        for (int a = 0; a < distances.Length; a++)
        {
            if (expectations[a].Length != expectations[0].Length)
                throw new ArgumentException($"Member {a} has {expectations[a].Length} expectations, but the first has {expectations[0].Length}.", nameof(expectations));
            distances[a] = Math.Sqrt(expectations[a].Sum(v => v * v));
            if (!double.IsFinite(distances[a])) throw new ArgumentException($"An expectation of member {a} is not finite.", nameof(expectations));
        }

        // Counted from the nearest, so that one member at least keeps its weight.
        double nearest = distances.Min();
        double[] weights = [.. distances.Select(d => Math.Exp(-strength * (d - nearest)))];
        double sum = weights.Sum();
        int[] order = [.. Enumerable.Range(0, distances.Length).OrderBy(a => distances[a]).ThenBy(a => a)];
        return new EnsembleVote(expectations, distances, order, [.. weights.Select(w => w / sum)]);
    }
}
