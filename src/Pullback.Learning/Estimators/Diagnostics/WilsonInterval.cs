namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>Wilson's score interval of a share, for weighted events with their effective number.</summary>
/// <param name="Lower">The lower end, at least 0.</param>
/// <param name="Upper">The upper end, at most 1.</param>
public readonly record struct WilsonInterval(double Lower, double Upper)
{
    /// <summary>The interval of <paramref name="z"/> standard deviations.</summary>
    /// <remarks><para><c>(p + z²/2n ± z √(p(1−p)/n + z²/4n²))/(1 + z²/n)</c>. Reference: [Wilson1927].</para></remarks>
    /// <param name="share">The observed share p, within [0, 1].</param>
    /// <param name="trials">The number of trials n, or an effective one; positive.</param>
    /// <param name="z">Standard deviations.</param>
    public static WilsonInterval Of(double share, double trials, double z = 1)
    {
        double shift = z * z / trials;
        double middle = share + (0.5 * shift);
        double half = z * Math.Sqrt((share * (1 - share) / trials) + (0.25 * shift / trials));
        return new WilsonInterval(Math.Max(0, (middle - half) / (1 + shift)), Math.Min(1, (middle + half) / (1 + shift)));
    }
}
