using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The exponential <c>e^{Bm}</c> over a set of intervals: logarithm of its integral, mean and variance of m, stable for every slope.</summary>
/// <remarks>
/// Of one interval with center c and width h: <c>ln ∫ = Bc + ln h + ln(sinh x / x)</c> with <c>x = Bh/2</c>, mean <c>c + (h/2) L(x)</c> and variance
/// <c>(h/2)² L′(x)</c>, where <c>L(x) = coth x − 1/x</c> is the Langevin function. Masses count from the center of the range.
/// </remarks>
internal readonly record struct Exponential(double LogIntegral, double Mean, double Variance)
{
    // The series is used where the closed forms cancel; its first omitted term is below 1e-15 of the value.
    private const double SeriesBelow = 0.2;

    /// <summary>No interval.</summary>
    public static Exponential Nothing { get; } = new(double.NegativeInfinity, 0.0, 0.0);

    /// <summary>Over one interval.</summary>
    public static Exponential Over(double lower, double upper, double slope)
    {
        double half = 0.5 * (upper - lower);
        double center = lower + half;
        double x = slope * half;
        (double log, double first, double second) = Math.Abs(x) < SeriesBelow ? Series(x) : Closed(x);
        return new Exponential((slope * center) + Math.Log(2.0 * half) + log, center + (half * first), half * half * second);
    }

    /// <summary>Over several intervals.</summary>
    public static Exponential Over(ReadOnlySpan<ScoreRange> intervals, double slope)
    {
        Exponential all = Nothing;
        foreach (ScoreRange interval in intervals) all = all.And(Over(interval.Lower, interval.Upper, slope));
        return all;
    }

    /// <summary>Both sets of intervals together.</summary>
    public Exponential And(Exponential other)
    {
        if (double.IsNegativeInfinity(LogIntegral)) return other;
        if (double.IsNegativeInfinity(other.LogIntegral)) return this;
        double high = Math.Max(LogIntegral, other.LogIntegral);
        double a = Math.Exp(LogIntegral - high);
        double b = Math.Exp(other.LogIntegral - high);
        double sum = a + b;
        double p = a / sum;
        double q = b / sum;
        double distance = Mean - other.Mean;
        return new Exponential(high + Math.Log(sum), (p * Mean) + (q * other.Mean), (p * Variance) + (q * other.Variance) + (p * q * distance * distance));
    }

    private static (double Log, double First, double Second) Closed(double x)
    {
        double size = Math.Abs(x);
        double decay = Math.Exp(-2.0 * size);
        double log = size + SpecialMath.Log1P(-decay) - Math.Log(2.0 * size);
        double coth = (1.0 + decay) / (1.0 - decay);
        // 1/sinh² = 4 e^{−2|x|}/(1 − e^{−2|x|})².
        double sinh = 4.0 * decay / ((1.0 - decay) * (1.0 - decay));
        return (log, (x < 0 ? -coth : coth) - (1.0 / x), (1.0 / (x * x)) - sinh);
    }

    private static (double Log, double First, double Second) Series(double x)
    {
        double y = x * x;
        double log = y * ((1.0 / 6) - (y * ((1.0 / 180) - (y * ((1.0 / 2835) - (y * ((1.0 / 37800) - (y * ((1.0 / 467775) - (y * 691.0 / 3831077250))))))))));
        double first = x * ((1.0 / 3) - (y * ((1.0 / 45) - (y * ((2.0 / 945) - (y * ((1.0 / 4725) - (y * ((2.0 / 93555) - (y * 1382.0 / 638512875))))))))));
        double second = (1.0 / 3) - (y * ((1.0 / 15) - (y * ((2.0 / 189) - (y * ((1.0 / 675) - (y * ((2.0 / 10395) - (y * 1382.0 / 58046625)))))))));
        return (log, first, second);
    }
}
