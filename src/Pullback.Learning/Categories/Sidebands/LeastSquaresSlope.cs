namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The least-squares slope of a histogram: <c>min Σ_b v_b (y_b − A e^{B c_b})²</c> with the density y_b of each bin and the center c_b of what is fitted of it.</summary>
/// <remarks>
/// <para>Levenberg and Marquardt from the binned maximum-likelihood slope. Without an excluded window the densities are the contents up to a factor, so the slope is that of a fit to the contents.</para>
/// <para>Derivative: implicit, with the full Hessian at the minimum and the weights v held.</para>
/// </remarks>
internal static class LeastSquaresSlope
{
    private const int MostSteps = 500;
    private const double MostDamping = 1e20;
    private const double Converged = 1e-10;

    // From one bin to the next: a curve that falls by e³⁰ there describes one bin alone.
    private const double SteepestLogarithm = 30.0;

    public static SlopeEstimate Of(MassHistogram histogram, MassRegions regions, double width, bool weighted)
    {
        Point[] points = Points(histogram, regions, weighted);
        SlopeEstimate start = BinnedSlope.Of(histogram, regions, width);
        if (Minimize(points, start.Slope, width) is not { } minimum) return SlopeEstimate.None(SidebandFallback.NoFiniteSlope);
        (double amplitude, double slope) = minimum;
        if (Math.Abs(slope) * width > SteepestLogarithm * regions.Bins.Length) return SlopeEstimate.None(SidebandFallback.NoFiniteSlope);
        Normal full = Normal.At(points, amplitude, slope, residuals: 1.0);
        double determinant = (full.AA * full.BB) - (full.AB * full.AB);
        if (!(amplitude > 0.0) || !(full.AA > 0.0) || !(determinant > 0.0)) return SlopeEstimate.None(SidebandFallback.NoFiniteSlope);
        double[] derivatives = new double[regions.Bins.Length];
        double variance = 0.0;
        foreach (Point point in points)
        {
            double e = Math.Exp(slope * point.Center);
            double byDensity = point.Weight * ((full.AA * amplitude * point.Center * e) - (full.AB * e)) / determinant;
            derivatives[point.Bin] = byDensity / point.Width;
            variance += derivatives[point.Bin] * derivatives[point.Bin] * histogram.Variances[point.Bin];
        }

        return new SlopeEstimate(slope, derivatives, variance, SidebandFallback.None);
    }

    private static Point[] Points(MassHistogram histogram, MassRegions regions, bool weighted)
    {
        double squares = histogram.Variances.Sum();
        double average = squares / histogram.Contents.Sum();
        var points = new List<Point>(regions.Bins.Length);
        for (int b = 0; b < regions.Bins.Length; b++)
        {
            double width = regions.Bins[b].Sum(p => p.Width);
            if (!(width > 0)) continue;
            double center = regions.Bins[b].Sum(p => p.Width * (p.Lower + (0.5 * p.Width))) / width;
            double variance = histogram.Variances[b] > 0 ? histogram.Variances[b] : average * average;
            points.Add(new Point(b, center, width, histogram.Contents[b] / width, weighted ? width * width / variance : 1.0));
        }

        return [.. points];
    }

    private static (double Amplitude, double Slope)? Minimize(Point[] points, double slope, double width)
    {
        double amplitude = Amplitude(points, slope);
        double value = Normal.At(points, amplitude, slope, residuals: 0.0).Value;
        double damping = 1e-3;
        for (int step = 0; step < MostSteps && damping < MostDamping; step++)
        {
            Normal normal = Normal.At(points, amplitude, slope, residuals: 0.0);
            double aa = normal.AA * (1.0 + damping);
            double bb = normal.BB * (1.0 + damping);
            double determinant = (aa * bb) - (normal.AB * normal.AB);
            if (!(determinant > 0.0) || !double.IsFinite(determinant)) return null;
            double moveA = ((bb * normal.A) - (normal.AB * normal.B)) / determinant;
            double moveB = ((aa * normal.B) - (normal.AB * normal.A)) / determinant;
            double next = Normal.At(points, amplitude + moveA, slope + moveB, residuals: 0.0).Value;
            if (next <= value)
            {
                amplitude += moveA;
                slope += moveB;
                value = next;
                damping = Math.Max(damping * 0.1, 1e-15);
            }
            else
            {
                damping *= 10.0;
            }

            if (Math.Abs(moveA) <= Converged * Math.Abs(amplitude) && Math.Abs(moveB) * width <= Converged) return Polish(points, amplitude, slope);
        }

        return null;
    }

    // Newton steps with the full Hessian take the gradient to its rounding.
    private static (double Amplitude, double Slope)? Polish(Point[] points, double amplitude, double slope)
    {
        for (int step = 0; step < 3; step++)
        {
            Normal full = Normal.At(points, amplitude, slope, residuals: 1.0);
            double determinant = (full.AA * full.BB) - (full.AB * full.AB);
            if (!(determinant > 0.0)) return null;
            amplitude += ((full.BB * full.A) - (full.AB * full.B)) / determinant;
            slope += ((full.AA * full.B) - (full.AB * full.A)) / determinant;
        }

        return (amplitude, slope);
    }

    private static double Amplitude(Point[] points, double slope)
    {
        double above = 0.0;
        double below = 0.0;
        foreach (Point point in points)
        {
            double e = Math.Exp(slope * point.Center);
            above += point.Weight * point.Density * e;
            below += point.Weight * e * e;
        }

        return above / below;
    }

    private readonly record struct Point(int Bin, double Center, double Width, double Density, double Weight);

    /// <summary>Half the sum of squares, minus its gradient, and its Hessian without (0) or with (1) the part of the residuals.</summary>
    private readonly record struct Normal(double Value, double A, double B, double AA, double AB, double BB)
    {
        public static Normal At(Point[] points, double amplitude, double slope, double residuals)
        {
            Normal n = default;
            foreach (Point point in points)
            {
                double e = Math.Exp(slope * point.Center);
                double c = point.Center;
                double r = point.Density - (amplitude * e);
                double byA = e;
                double byB = amplitude * c * e;
                double v = point.Weight;
                n = new Normal(
                    n.Value + (0.5 * v * r * r),
                    n.A + (v * r * byA),
                    n.B + (v * r * byB),
                    n.AA + (v * byA * byA),
                    n.AB + (v * ((byA * byB) - (residuals * r * c * e))),
                    n.BB + (v * ((byB * byB) - (residuals * r * amplitude * c * c * e))));
            }

            return n;
        }
    }
}
