namespace Pullback.Learning.Tests.Categories.Losses;

/// <summary>The expected significance of counting, squared, by formulas that do not cancel or that are written as they are published.</summary>
internal static class ReferenceSignificance
{
    private const double SmallestBackground = 1e-9;
    private const int Panels = 200;

    // Gauss-Legendre with five points on [−1, 1].
    private static readonly (double Node, double Weight)[] s_rule =
    [
        (0.0, 128.0 / 225.0),
        (Math.Sqrt(5.0 - (2.0 * Math.Sqrt(10.0 / 7.0))) / 3.0, (322.0 + (13.0 * Math.Sqrt(70.0))) / 900.0),
        (-Math.Sqrt(5.0 - (2.0 * Math.Sqrt(10.0 / 7.0))) / 3.0, (322.0 + (13.0 * Math.Sqrt(70.0))) / 900.0),
        (Math.Sqrt(5.0 + (2.0 * Math.Sqrt(10.0 / 7.0))) / 3.0, (322.0 - (13.0 * Math.Sqrt(70.0))) / 900.0),
        (-Math.Sqrt(5.0 + (2.0 * Math.Sqrt(10.0 / 7.0))) / 3.0, (322.0 - (13.0 * Math.Sqrt(70.0))) / 900.0),
    ];

    /// <summary><c>2[(S + B) ln(1 + S/B) − S] = 2 (S²/B) ∫₀¹ (1 − v)/(1 + v S/B) dv</c>: a sum of positive terms, for S/B up to about 10.</summary>
    public static double Integral(double signal, double background)
    {
        double b = Math.Max(background, SmallestBackground);
        double r = Math.Max(signal, 0.0) / b;
        double sum = 0.0;
        for (int panel = 0; panel < Panels; panel++)
        {
            foreach ((double node, double weight) in s_rule)
            {
                double v = (panel + 0.5 + (0.5 * node)) / Panels;
                sum += 0.5 * weight / Panels * (1.0 - v) / (1.0 + (r * v));
            }
        }

        return 2.0 * b * r * r * sum;
    }

    /// <summary><c>2[(S + B) ln(1 + S/B) − S]</c>, for S/B well above 0.</summary>
    public static double Closed(double signal, double background)
    {
        double b = Math.Max(background, SmallestBackground);
        return 2.0 * (((signal + b) * Math.Log(1.0 + (signal / b))) - signal);
    }

    /// <summary>The formula of gato-hep: S²/B where S/B is below 0.1.</summary>
    public static double Package(double signal, double background)
    {
        double b = Math.Max(background, SmallestBackground);
        return signal / b < 0.1 ? signal * signal / b : Closed(signal, background);
    }

    /// <summary>Equation 20 of [Cowan2012] as printed: <c>2[(S + B) ln((S + B)(B + σ²)/(B² + (S + B)σ²)) − (B²/σ²) ln(1 + σ²S/(B(B + σ²)))]</c>.</summary>
    public static double WithVariance(double signal, double background, double variance)
    {
        double s = Math.Max(signal, 0.0), b = Math.Max(background, SmallestBackground);
        double first = (s + b) * Math.Log((s + b) * (b + variance) / ((b * b) + ((s + b) * variance)));
        double second = b * b / variance * Math.Log(1.0 + (variance * s / (b * (b + variance))));
        return 2.0 * (first - second);
    }
}
