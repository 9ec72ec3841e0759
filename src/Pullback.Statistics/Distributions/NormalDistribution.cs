namespace Pullback.Statistics.Distributions;

/// <summary>The normal term <c>ln N(x | m, sigma) = -ln(sigma sqrt(2 pi)) - (x - m)^2 / (2 sigma^2)</c>.</summary>
public static class NormalDistribution
{
    /// <summary><c>ln sqrt(2 pi)</c>.</summary>
    public const double LogSqrtTwoPi = 0.918938533204672741780329736406;

    /// <summary>The standard normal density <c>phi(x)</c>.</summary>
    /// <param name="x">The argument.</param>
    public static double Pdf(double x) => Math.Exp(-0.5 * x * x - LogSqrtTwoPi);

    /// <summary>The log density <c>ln N(x | mean, sigma)</c>.</summary>
    /// <param name="x">The measured value.</param>
    /// <param name="mean">The mean m.</param>
    /// <param name="sigma">The standard deviation, above 0.</param>
    /// <returns>The log density; NaN when <paramref name="sigma"/> is not positive.</returns>
    public static double LogPdf(double x, double mean, double sigma = 1.0) =>
        sigma > 0.0 ? -Math.Log(sigma) - LogSqrtTwoPi - Deviance(x, mean, sigma) : double.NaN;

    /// <summary>The half deviance <c>(x - m)^2 / (2 sigma^2)</c>: what the log density loses away from its peak.</summary>
    /// <remarks>Derivative: <c>(m - x) / sigma^2</c> in m, <c>(x - m) / sigma^2</c> in x.</remarks>
    /// <param name="x">The measured value.</param>
    /// <param name="mean">The mean m.</param>
    /// <param name="sigma">The standard deviation, above 0.</param>
    /// <returns>A value at least 0.</returns>
    public static double Deviance(double x, double mean, double sigma = 1.0)
    {
        double pull = (x - mean) / sigma;
        return 0.5 * pull * pull;
    }
}
