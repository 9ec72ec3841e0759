namespace Pullback.Statistics.Distributions;

/// <summary>Special functions of the terms in this folder.</summary>
internal static class SpecialMath
{
    internal static double LogGamma(double x)
    {
        double shift = 0.0;
        while (x < 15.0)
        {
            shift -= Math.Log(x);
            x += 1.0;
        }

        double y = 1.0 / x;
        double y2 = y * y;
        double series = y * (1.0 / 12.0 - y2 * (1.0 / 360.0 - y2 * (1.0 / 1260.0 - y2 * (1.0 / 1680.0 - y2 * (1.0 / 1188.0 - y2 * 691.0 / 360360.0)))));
        return shift + (x - 0.5) * Math.Log(x) - x + NormalDistribution.LogSqrtTwoPi + series;
    }

    internal static double LogNormalCdf(double x)
    {
        if (x > 2.0) return Math.Log(1.0 - Math.Exp(LogNormalCdf(-x)));
        return x < -2.0 ? -0.5 * x * x - NormalDistribution.LogSqrtTwoPi + Math.Log(Mills(-x)) : Math.Log(0.5 + Series(x));
    }

    internal static double NormalCdf(double x) => x > 2.0 ? 1.0 - NormalCdf(-x) : Math.Exp(LogNormalCdf(x));

    internal static double NormalHazard(double x) =>
        x > 2.0 ? 1.0 / Mills(x) : Math.Exp(-0.5 * x * x - NormalDistribution.LogSqrtTwoPi) / NormalCdf(-x);

    private static double Mills(double x)
    {
        double fraction = x;
        for (int k = 400; k >= 1; k--) fraction = x + k / fraction;
        return 1.0 / fraction;
    }

    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int k = 1; k < 200; k++)
        {
            term *= x * x / (2 * k + 1);
            sum += term;
        }

        return sum * Math.Exp(-0.5 * x * x - NormalDistribution.LogSqrtTwoPi);
    }
}
