using System.Globalization;
using Pullback.Numerics.Summation;

namespace Pullback.Statistics.Likelihoods;

/// <summary>Sums of event weights.</summary>
public static class EventWeights
{
    /// <summary>The factor that makes weighted events count as much as their statistical power: <c>α = Σ_g W_g/Σ_g W_g²</c>, with W_g the sum of the weights of a group.</summary>
    /// <remarks>After the scaling α of the result is 1, so that scaling twice changes nothing. Reference: [tfpwa].</remarks>
    /// <param name="weights">Shape [row].</param>
    /// <param name="resolution">The number of consecutive rows that make up one measured event.</param>
    /// <exception cref="ArgumentException">The rows are no whole groups, or all groups have weight 0.</exception>
    public static double Alpha(ReadOnlySpan<double> weights, int resolution = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 1);
        if (weights.Length % resolution != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {weights.Length} rows, which is no multiple of the {resolution} rows of a measured event."), nameof(weights));
        var sum = default(CompensatedSum);
        var squares = default(CompensatedSum);
        for (int first = 0; first < weights.Length; first += resolution)
        {
            double group = 0;
            foreach (double weight in weights.Slice(first, resolution)) group += weight;
            sum.Add(group);
            squares.Add(group * group);
        }

        return squares.Value > 0 ? sum.Value / squares.Value : throw new ArgumentException("All events have weight 0; at least one must count.", nameof(weights));
    }

    /// <summary>The sum of weights.</summary>
    internal static double Sum(ReadOnlySpan<double> weights)
    {
        var sum = default(CompensatedSum);
        foreach (double weight in weights) sum.Add(weight);
        return sum.Value;
    }
}
