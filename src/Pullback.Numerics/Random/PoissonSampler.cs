namespace Pullback.Numerics.Random;

/// <summary>Poisson numbers of real mean.</summary>
/// <remarks>
/// <para>Below mean 10: inversion of the distribution function by summing probabilities. From 10 on: transformed rejection with squeeze (PTRS), whose
/// acceptance test uses the exact log probability. Both draw from the exact distribution up to rounding of the uniform numbers.</para>
/// <para>Reference: [Hoermann1993] for PTRS, [Loader2000] for the log probability.</para>
/// </remarks>
internal static class PoissonSampler
{
    /// <summary>Largest accepted mean: counts stay far below 2⁵³, where doubles stop holding every integer.</summary>
    public const double LargestMean = 1e15;

    private const double SmallMean = 10.0;

    public static double Sample(ref WordSource words, double mean) =>
        mean < SmallMean ? Invert(words.NextOpen(), mean) : Reject(ref words, mean);

    private static double Invert(double uniform, double mean)
    {
        double probability = Math.Exp(-mean);
        double cumulative = probability;
        double count = 0.0;

        // The rounded sum may stay below a uniform next to 1; the probability then has run out.
        while (uniform > cumulative && probability > 0.0)
        {
            count++;
            probability *= mean / count;
            double next = cumulative + probability;
            if (next == cumulative && count > mean) break;
            cumulative = next;
        }

        return count;
    }

    private static double Reject(ref WordSource words, double mean)
    {
        double b = 0.931 + (2.53 * Math.Sqrt(mean));
        double a = -0.059 + (0.02483 * b);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        double squeeze = 0.9277 - (3.6224 / (b - 2.0));
        while (true)
        {
            double u = words.NextOpen() - 0.5;
            double v = words.NextOpen();
            double edge = 0.5 - Math.Abs(u);
            double count = Math.Floor((((2.0 * a / edge) + b) * u) + mean + 0.43);
            if (edge >= 0.07 && v <= squeeze) return count;
            if (count < 0.0 || (edge < 0.013 && v > edge)) continue;
            if (Math.Log(v * inverseAlpha / ((a / (edge * edge)) + b)) <= PoissonLogProbability.Value(count, mean)) return count;
        }
    }
}
