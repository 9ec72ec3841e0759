namespace Pullback.Plotting.Ticks;

/// <summary>Ticks at 1, 2 or 5 times a power of ten.</summary>
internal static class LinearTicks
{
    private const int MostTicks = 2000;

    /// <summary>At most <paramref name="most"/> + 1 labeled ticks in [minimum, maximum].</summary>
    public static TickSet Between(double minimum, double maximum, int most, bool wholeNumbers)
    {
        (double step, int divisions, int power) = Step(minimum, maximum, Math.Max(1, most), wholeNumbers);
        double small = step / divisions;
        double tolerance = 1e-9 * step;
        var major = new List<double>();
        var minor = new List<double>();
        double firstIndex = Math.Ceiling((minimum - tolerance) / small);
        for (int i = 0; i <= MostTicks; i++)
        {
            double index = firstIndex + i;
            double value = index * small;
            if (value > maximum + tolerance || !double.IsFinite(value))
                break;
            if (index % divisions == 0)
                major.Add(value);
            else if (!wholeNumbers || small >= 1)
                minor.Add(value);
        }

        double largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        int exponent = largest >= 1e5 || largest < 1e-3 ? (int)Math.Floor(Math.Log10(largest) + 1e-12) : 0;
        int decimals = Math.Clamp(exponent - power, 0, 15);
        return new TickSet(
            [.. major.Select(value => (value, NumberText.Fixed(Scaled(value, exponent), decimals)))],
            minor,
            exponent == 0 ? "" : "×10" + NumberText.Superscript(exponent));
    }

    /// <summary>The step, into how many parts minor ticks divide it, and its power of ten.</summary>
    private static (double Step, int Divisions, int Power) Step(double minimum, double maximum, int most, bool wholeNumbers)
    {
        double raw = (maximum / most) - (minimum / most);
        int power = (int)Math.Floor(Math.Log10(raw) + 1e-12);
        double unit = Math.Pow(10, power);
        double mantissa = raw / unit;
        (double factor, int divisions, int carry) = mantissa <= 1 + 1e-9 ? (1.0, 5, 0) : mantissa <= 2 + 1e-9 ? (2.0, 4, 0) : mantissa <= 5 + 1e-9 ? (5.0, 5, 0) : (10.0, 5, 1);
        double step = factor * unit;
        if (wholeNumbers && step < 1)
            return (1, 1, 0);
        return (step, divisions, power + carry);
    }

    private static double Scaled(double value, int exponent)
    {
        // In two steps, since the power itself may leave the range of a double.
        int half = exponent / 2;
        return value / Math.Pow(10, half) / Math.Pow(10, exponent - half);
    }
}
