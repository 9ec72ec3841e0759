namespace Pullback.Numerics.Random;

/// <summary>Log of the Poisson probability <c>k ln μ − μ − ln k!</c>, without the cancellation of its three large terms.</summary>
/// <remarks>
/// <c>−D(k, μ) − δ(k) − ½ ln 2πk</c> with deviance <c>D = k ln(k/μ) + μ − k</c> and <c>δ</c> the error of Stirling's formula;
/// the absolute error stays at some 1e-14 for means up to 1e15. Reference: [Loader2000].
/// </remarks>
internal static class PoissonLogProbability
{
    /// <summary><c>ln k! − ((k + ½) ln k − k + ½ ln 2π)</c> for k = 0 … 15; entry 0 is not used.</summary>
    private static readonly double[] StirlingError = BuildStirlingError();

    /// <summary>Value for an integer count ≥ 0 and a mean &gt; 0.</summary>
    public static double Value(double count, double mean) =>
        count == 0.0 ? -mean : -Deviance(count, mean) - Stirling(count) - (0.5 * Math.Log(Math.Tau * count));

    private static double Deviance(double count, double mean)
    {
        double difference = count - mean;
        if (Math.Abs(difference) >= 0.1 * (count + mean)) return (count * Math.Log(count / mean)) - difference;

        // With v = (k − μ)/(k + μ): D = (k − μ) v + 2k Σ_{j≥1} v^(2j+1) / (2j + 1).
        double ratio = difference / (count + mean);
        double sum = difference * ratio;
        double square = ratio * ratio;
        double term = 2.0 * count * ratio;
        for (int j = 1; j < 1000; j++)
        {
            term *= square;
            double next = sum + (term / ((2 * j) + 1));
            if (next == sum) return sum;
            sum = next;
        }

        return sum;
    }

    private static double Stirling(double count)
    {
        if (count < StirlingError.Length) return StirlingError[(int)count];
        double inverse = 1.0 / count;
        double square = inverse * inverse;
        return inverse * ((1.0 / 12.0) - (square * ((1.0 / 360.0) - (square * ((1.0 / 1260.0) - (square * ((1.0 / 1680.0) - (square / 1188.0))))))));
    }

    private static double[] BuildStirlingError()
    {
        double[] error = new double[16];
        double factorial = 1.0;
        for (int k = 1; k < error.Length; k++)
        {
            factorial *= k;
            error[k] = Math.Log(factorial) - (((k + 0.5) * Math.Log(k)) - k + (0.5 * Math.Log(Math.Tau)));
        }

        return error;
    }
}
