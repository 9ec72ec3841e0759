using Pullback.Learning.Categories.Losses;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories.Exact;

/// <summary>The square of the significance of one category: the formulas of <see cref="AsimovSignificance"/> for plain numbers.</summary>
internal static class IntervalSignificance
{
    private const double PackageSwitch = 0.1;
    private const double SeriesBelow = 0.1;
    private const int SeriesTerms = 16;

    /// <summary>z².</summary>
    /// <param name="signal">S.</param>
    /// <param name="background">B.</param>
    /// <param name="form">The formula.</param>
    /// <param name="variance">σ² of the background; used by <see cref="AsimovForm.WithUncertainty"/> alone.</param>
    public static double Squared(double signal, double background, AsimovForm form, double variance)
    {
        double b = Math.Max(background, AsimovSignificance.SmallestBackground);
        if (form == AsimovForm.Package)
        {
            double ratio = signal / b;
            return ratio < PackageSwitch ? signal * signal / b : 2.0 * (((signal + b) * SpecialMath.Log1P(ratio)) - signal);
        }

        double r = Math.Max(signal, 0.0) / b;
        if (form == AsimovForm.Smooth) return b * r * r * Curvature(r);
        double u = Math.Max(variance, 0.0) / b;
        double q = r * u / (u + 1.0);
        return b * r * Math.Max((r * Curvature(r)) - (q * Curvature(q)), 0.0);
    }

    // h(x) = 2[(1 + x) ln(1 + x) − x]/x² = Σ_{n≥2} 2 (−x)ⁿ⁻² / (n (n − 1)), for x ≥ 0.
    private static double Curvature(double x)
    {
        if (x >= SeriesBelow) return 2.0 * (((1.0 + x) * SpecialMath.Log1P(x)) - x) / (x * x);
        double series = 2.0 / (SeriesTerms * (SeriesTerms - 1.0));
        for (int n = SeriesTerms - 1; n >= 2; n--) series = (2.0 / (n * (n - 1.0))) - (x * series);
        return series;
    }
}
