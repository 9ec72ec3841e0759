using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Rendering;

/// <summary>Limits of an axis from its settings and the data.</summary>
internal static class AxisLimits
{
    /// <summary>Data further below the largest value than this are cut off on a logarithmic axis.</summary>
    private const double LargestDecades = 30;

    /// <summary>The same for counts, whose small bins would otherwise squeeze everything else.</summary>
    private const double LargestDecadesOfCounts = 6;

    private const double Largest = 8e307;

    /// <summary>Values closer than this, relative to their size, are drawn as one: ticks between them could not be told apart.</summary>
    private const double LeastRelativeRange = 1e-12;

    /// <param name="axis">The settings.</param>
    /// <param name="range">The values seen.</param>
    /// <param name="tight">Whether the limits are the range itself.</param>
    /// <param name="fromZero">Whether the axis begins at zero if no value is negative.</param>
    /// <param name="where">Panel and axis, for errors.</param>
    public static AxisSpan Choose(Axis axis, ValueRange range, bool tight, bool fromZero, string where)
    {
        Validate(axis, where);
        if (axis.Categories.Count > 0)
            return new AxisSpan(AxisScale.Linear, axis.Minimum ?? 0, axis.Maximum ?? axis.Categories.Count);
        (double low, double high) = axis.Scale == AxisScale.Logarithmic ? Logarithmic(range, tight, fromZero) : Linear(range, tight, fromZero);
        double minimum = axis.Minimum ?? low;
        double maximum = axis.Maximum ?? high;
        if (minimum >= maximum)
        {
            // One limit is given and the data lie beyond it.
            if (axis.Maximum is null)
                maximum = axis.Scale == AxisScale.Logarithmic ? minimum * 10 : minimum + Math.Max(1, Math.Abs(minimum));
            else
                minimum = axis.Scale == AxisScale.Logarithmic ? maximum / 10 : maximum - Math.Max(1, Math.Abs(maximum));
        }

        return new AxisSpan(axis.Scale, minimum, maximum);
    }

    private static void Validate(Axis axis, string where)
    {
        foreach ((double? limit, string name) in new[] { (axis.Minimum, "minimum"), (axis.Maximum, "maximum") })
        {
            if (limit is { } value && !double.IsFinite(value))
                throw new FigureException($"{where}: the {name} is {DataCheck.Number(value)}, but must be finite.");
            if (limit is <= 0 && axis.Scale == AxisScale.Logarithmic)
                throw new FigureException($"{where}: the {name} is {DataCheck.Number(limit.Value)}, but a logarithmic axis shows values above zero.");
        }

        if (axis.Minimum >= axis.Maximum)
            throw new FigureException($"{where}: the minimum {DataCheck.Number(axis.Minimum.Value)} must be below the maximum {DataCheck.Number(axis.Maximum.Value)}.");
    }

    private static (double Low, double High) Linear(ValueRange range, bool tight, bool fromZero)
    {
        if (range.IsEmpty)
            return (0, 1);
        double low = range.Minimum;
        double high = range.Maximum;
        if (fromZero && low >= 0)
            return (0, high > 0 ? Clamp(high * 1.1) : 1);
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low <= LeastRelativeRange * largest)
        {
            double half = largest == 0 ? 1 : largest * 0.1;
            return (Clamp(low - half), Clamp(high + half));
        }

        double margin = tight ? 0 : 0.05 * Math.Min(high - low, Largest);
        return (Clamp(low - margin), Clamp(high + margin));
    }

    private static (double Low, double High) Logarithmic(ValueRange range, bool tight, bool fromZero)
    {
        if (double.IsPositiveInfinity(range.LeastPositive))
            return (0.1, 10);
        double high = Math.Log10(range.Maximum);
        double low = Math.Max(Math.Log10(range.LeastPositive), high - (fromZero ? LargestDecadesOfCounts : LargestDecades));
        double margin = tight ? 0 : Math.Max(0.06 * (high - low), 0.12);
        if (high - low < 1e-9)
            margin = 0.5;
        double bottom = low - (fromZero ? Math.Max(margin, 0.3) : margin);
        return (Math.Pow(10, Math.Max(bottom, -300)), Math.Pow(10, Math.Min(high + margin, 300)));
    }

    private static double Clamp(double value) => Math.Clamp(value, -Largest, Largest);
}
