namespace Pullback.Learning.Categories;

/// <summary>The intervals in which each of several functions of one number is the largest, from the places where two of them cross.</summary>
internal static class Envelope
{
    /// <summary>Between two neighbouring crossings the largest function does not change, so one look inside tells which it is.</summary>
    public static IReadOnlyList<CategoryInterval> Of(List<double> crossings, int functions, Func<int, double, double> value)
    {
        crossings.Sort();
        var intervals = new List<CategoryInterval>();
        double lower = double.NegativeInfinity;
        for (int i = 0; i <= crossings.Count; i++)
        {
            double upper = i < crossings.Count ? crossings[i] : double.PositiveInfinity;
            if (!(upper > lower)) continue;
            int best = Largest(Inside(lower, upper), functions, value);
            if (intervals.Count > 0 && intervals[^1].Category == best) intervals[^1] = intervals[^1] with { Upper = upper };
            else intervals.Add(new CategoryInterval(lower, upper, best));
            lower = upper;
        }

        return intervals;
    }

    private static double Inside(double lower, double upper) => (double.IsInfinity(lower), double.IsInfinity(upper)) switch
    {
        (true, true) => 0.0,
        (true, false) => upper - 1.0 - Math.Abs(upper),
        (false, true) => lower + 1.0 + Math.Abs(lower),
        _ => lower + (0.5 * (upper - lower)),
    };

    private static int Largest(double x, int functions, Func<int, double, double> value)
    {
        int best = 0;
        double largest = value(0, x);
        for (int k = 1; k < functions; k++)
        {
            double v = value(k, x);
            if (v > largest) (best, largest) = (k, v);
        }

        return best;
    }
}
