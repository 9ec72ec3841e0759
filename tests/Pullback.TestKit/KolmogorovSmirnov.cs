namespace Pullback.TestKit;

/// <summary>One-sample Kolmogorov-Smirnov test of a sample against a continuous distribution function.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Probability that a sample of the distribution lies further from it than this one; asymptotic with Stephens' small-sample correction.</summary>
    public static double PValue(ReadOnlySpan<double> sample, Func<double, double> cdf)
    {
        ArgumentNullException.ThrowIfNull(cdf);
        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        double distance = 0.0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double value = cdf(sorted[i]);
            distance = Math.Max(distance, Math.Max(value - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - value));
        }

        double root = Math.Sqrt(sorted.Length);
        return Survival(distance * (root + 0.12 + (0.11 / root)));
    }

    private static double Survival(double scaled)
    {
        double sum = 0.0;
        for (int j = 1; j <= 100; j++) sum += (j % 2 == 1 ? 2.0 : -2.0) * Math.Exp(-2.0 * j * j * scaled * scaled);
        return Math.Clamp(sum, 0.0, 1.0);
    }
}
