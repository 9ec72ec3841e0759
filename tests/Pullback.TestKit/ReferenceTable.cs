using System.Globalization;

namespace Pullback.TestKit;

/// <summary>A table of exact function values under <c>tests/reference/data</c>: arguments, value, and the value's distance from its nearest double.</summary>
public sealed class ReferenceTable
{
    private ReferenceTable(string name, IReadOnlyList<Row> rows)
    {
        Name = name;
        Rows = rows;
    }

    /// <summary>File name without extension.</summary>
    public string Name { get; }

    /// <summary>The rows, in file order.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>One exact value.</summary>
    /// <param name="Arguments">Arguments, exact as doubles.</param>
    /// <param name="Value">Double nearest to the exact value.</param>
    /// <param name="Low">Exact value minus <paramref name="Value"/>.</param>
    public readonly record struct Row(double[] Arguments, double Value, double Low)
    {
        /// <summary>Distance of a number from the exact value, in units of the last place of the nearest double.</summary>
        public double ErrorInUlps(double found)
        {
            double magnitude = Math.Abs(Value);
            double ulp = Math.BitIncrement(magnitude) - magnitude;
            return Math.Abs((found - Value) - Low) / ulp;
        }

        /// <summary>Distance of a single-precision number from the exact value, in units of its own last place.</summary>
        public double ErrorInSingleUlps(float found)
        {
            float magnitude = MathF.Abs((float)Value);
            double ulp = (double)MathF.BitIncrement(magnitude) - magnitude;
            return Math.Abs((found - Value) - Low) / ulp;
        }
    }

    /// <summary>Reads a table of special function values.</summary>
    /// <param name="name">File name without extension, in <c>tests/reference/data/special-functions</c>.</param>
    public static ReferenceTable SpecialFunction(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "reference", "data", "special-functions", name + ".csv");
        Row[] rows = [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(Parse)];
        return new ReferenceTable(name, rows);
    }

    /// <summary>The largest error of a function over the table, in units in the last place.</summary>
    /// <param name="function">Function of one argument.</param>
    /// <returns>The error and the argument where it occurs.</returns>
    public (double Ulps, double At) LargestError(Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return LargestError(row => row.ErrorInUlps(function(row.Arguments[0])));
    }

    /// <summary>The largest error of a function of two arguments over the table, in units in the last place.</summary>
    /// <param name="function">Function of two arguments.</param>
    /// <returns>The error and the first argument where it occurs.</returns>
    public (double Ulps, double At) LargestError(Func<double, double, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return LargestError(row => row.ErrorInUlps(function(row.Arguments[0], row.Arguments[1])));
    }

    /// <summary>The largest error of a single-precision function, over the rows whose arguments are single-precision numbers in range.</summary>
    /// <param name="function">Function of one argument.</param>
    /// <param name="exact">Gives the exact value of the rounded argument in double precision.</param>
    public (double Ulps, double At) LargestSingleError(Func<float, float> function, Func<double, double> exact)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(exact);
        double largest = 0.0;
        double at = double.NaN;
        foreach (Row row in Rows)
        {
            float argument = (float)row.Arguments[0];
            double value = exact(argument);
            if (!float.IsFinite(argument) || !float.IsFinite((float)value))
                continue;
            double error = new Row([argument], value, 0.0).ErrorInSingleUlps(function(argument));
            if (error > largest || double.IsNaN(error))
                (largest, at) = (double.IsNaN(error) ? double.PositiveInfinity : error, argument);
        }

        return (largest, at);
    }

    private static Row Parse(string line)
    {
        double[] numbers = [.. line.Split(',').Select(field => double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture))];
        return new Row(numbers[..^2], numbers[^2], numbers[^1]);
    }

    private (double Ulps, double At) LargestError(Func<Row, double> error)
    {
        double largest = 0.0;
        double at = double.NaN;
        foreach (Row row in Rows)
        {
            double ulps = error(row);
            if (ulps > largest || double.IsNaN(ulps))
                (largest, at) = (double.IsNaN(ulps) ? double.PositiveInfinity : ulps, row.Arguments[0]);
        }

        return (largest, at);
    }
}
