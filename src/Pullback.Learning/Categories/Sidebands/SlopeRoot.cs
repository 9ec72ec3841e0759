namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The slope at which a score, falling with the slope, is zero: Newton's method kept inside a bracket by bisection.</summary>
internal static class SlopeRoot
{
    // In units of 1/(width of the range): an exponential that falls by e^1000 over the range has no events but at one end.
    private const double SteepestLogarithm = 1000.0;
    private const int MostSteps = 200;

    /// <summary>The root, or null where none is nearer than the steepest slope.</summary>
    /// <param name="score">The score and its derivative at a slope.</param>
    /// <param name="width">The width of the range.</param>
    public static double? Find(Func<double, (double Score, double Derivative)> score, double width)
    {
        double low = -SteepestLogarithm / width;
        double high = -low;
        if (!(score(low).Score > 0.0) || !(score(high).Score < 0.0)) return null;
        double slope = 0.0;
        for (int step = 0; step < MostSteps; step++)
        {
            (double value, double derivative) = score(slope);
            if (value == 0.0) return slope;
            if (value > 0.0) low = slope;
            else high = slope;
            double next = slope - (value / derivative);
            if (!(next > low && next < high)) next = low + (0.5 * (high - low));
            if (Math.Abs(next - slope) * width <= 1e-15 * Math.Max(1.0, Math.Abs(next) * width)) return next;
            slope = next;
        }

        return slope;
    }
}
