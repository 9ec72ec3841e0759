namespace Pullback.HistFactory.Likelihoods;

/// <summary>The best value of a parameter that multiplies part of the rate of one bin, <c>lambda = r + gamma b</c>, given everything else.</summary>
/// <remarks>
/// <para>Poisson constraint: the root of <c>(b + tau) b gamma² + [(b + tau) r - (n + a) b] gamma - a r = 0</c>, near the measurement in terms of
/// the distance from it, which keeps its digits however strong the constraint is. Normal constraint: with <c>v = b² sigma²</c> and
/// <c>m = r + a b</c>, lambda is the positive root of <c>lambda² + (v - m) lambda - n v = 0</c>.</para>
/// <para>The negative log likelihood is convex in gamma, so that the root clipped to the bounds is the minimum within them.</para>
/// <para>Reference: [HistFactory2012], [BarlowBeeston1993].</para>
/// </remarks>
internal static class GammaProfile
{
    /// <summary>The best gamma with a Poisson constraint.</summary>
    public static double Poisson(double count, double rest, double rate, double tau, double auxiliary)
    {
        if (rate == 0.0) return auxiliary / tau;
        double total = rate + tau;
        if (rate > 0.0)
        {
            double measured = auxiliary / tau;
            double distance = DistanceFromMeasurement(count, rest, rate, tau, measured);
            if (Math.Abs(distance) < 0.5 * measured) return measured + distance;
            if (rest == 0.0) return (count + auxiliary) / total;
        }

        double a = total * rate;
        double b = total * rest - (count + auxiliary) * rate;
        double c = -auxiliary * rest;
        double root = Math.Sqrt(Math.Max(0.0, b * b - 4.0 * a * c));
        double q = -0.5 * (b + Math.CopySign(root, b));
        double first = q / a;
        double second = q == 0.0 ? 0.0 : c / q;
        double low = Math.Min(first, second);
        double high = Math.Max(first, second);
        if (rate > 0.0) return high;

        // A negative rate bounds gamma from above by the pole of the logarithm; the stationary point between 0 and it is the minimum.
        return low > 0.0 ? low : high;
    }

    /// <summary>The best gamma with a normal constraint.</summary>
    public static double Normal(double count, double rest, double rate, double sigma, double auxiliary)
    {
        if (rate == 0.0) return auxiliary;
        double width = rate * sigma;
        double v = width * width;
        double shifted = rest + auxiliary * rate - v;
        if (count == 0.0) return shifted >= 0.0 ? auxiliary - rate * sigma * sigma : -rest / rate;
        double root = Math.Sqrt(shifted * shifted + 4.0 * count * v);
        double lambda = shifted > 0.0 ? 0.5 * (shifted + root) : 2.0 * count * v / (root - shifted);

        // Two forms of one number; where the constraint is weak the second cancels less.
        return v * count <= lambda * (lambda + Math.Abs(rest)) ? auxiliary - rate * sigma * sigma * (1.0 - count / lambda) : (lambda - rest) / rate;
    }

    /// <summary>The distance d of the best gamma from the measured one m: the upper root of <c>(b + tau) b d² + [tau l + b (l + b m - n)] d + b m (l - n) = 0</c> with <c>l = r + b m</c>.</summary>
    private static double DistanceFromMeasurement(double count, double rest, double rate, double tau, double measured)
    {
        double expected = rest + rate * measured;
        if (rest == 0.0) return (count - expected) / (rate + tau);
        double a = (rate + tau) * rate;
        double b = tau * expected + rate * (expected + rate * measured - count);
        double c = rate * measured * (expected - count);
        double root = Math.Sqrt(Math.Max(0.0, b * b - 4.0 * a * c));
        return b > 0.0 ? -2.0 * c / (b + root) : 0.5 * (root - b) / a;
    }
}
