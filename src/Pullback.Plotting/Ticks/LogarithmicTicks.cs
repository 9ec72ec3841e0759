namespace Pullback.Plotting.Ticks;

/// <summary>Ticks at powers of ten, with 2 to 9 times them between.</summary>
internal static class LogarithmicTicks
{
    /// <summary>At most <paramref name="most"/> + 1 labeled ticks in [minimum, maximum], both positive.</summary>
    public static TickSet Between(double minimum, double maximum, int most)
    {
        int first = (int)Math.Ceiling(Math.Log10(minimum) - 1e-9);
        int last = (int)Math.Floor(Math.Log10(maximum) + 1e-9);
        int decades = last - first + 1;
        if (decades < 1 || (decades == 1 && maximum / minimum < 30))
            return Few(minimum, maximum, most);

        int stride = NiceStride(decades, Math.Max(1, most));
        var major = new List<(double, string)>();
        var minor = new List<double>();
        for (int power = first - 1; power <= last; power++)
        {
            if (power >= first && power % stride == 0)
                major.Add((Math.Pow(10, power), NumberText.PowerOfTen(power)));
            else if (power >= first)
                minor.Add(Math.Pow(10, power));
            for (int factor = 2; stride == 1 && factor <= 9; factor++)
            {
                double value = factor * Math.Pow(10, power);
                if (value > minimum && value < maximum)
                    minor.Add(value);
            }
        }

        if (decades == 1)
            major = [.. major.Select(tick => tick.Item1).Concat(minor.Where(value => Leading(value) is 2 or 5)).Select(value => (value, Text(value)))];
        return new TickSet([.. major.OrderBy(tick => tick.Item1)], minor);
    }

    /// <summary>Less than a decade or so: linear steps, on the logarithmic scale.</summary>
    private static TickSet Few(double minimum, double maximum, int most)
    {
        TickSet ticks = LinearTicks.Between(minimum, maximum, Math.Min(most, 5), wholeNumbers: false);
        return ticks with { Major = [.. ticks.Major.Where(tick => tick.Value > 0)], Minor = [.. ticks.Minor.Where(value => value > 0)] };
    }

    private static int NiceStride(int decades, int most)
    {
        foreach (int stride in new[] { 1, 2, 3, 5, 10, 20, 50, 100 })
        {
            if ((decades + stride - 1) / stride <= most)
                return stride;
        }

        return 200;
    }

    private static int Leading(double value) => (int)Math.Round(value / Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9)));

    private static string Text(double value)
    {
        int power = (int)Math.Floor(Math.Log10(value) + 1e-9);
        return power is >= -3 and <= 3
            ? NumberText.Fixed(value, Math.Max(0, -power))
            : NumberText.Fixed(value / Math.Pow(10, power), 0) + "×" + NumberText.PowerOfTen(power);
    }
}
