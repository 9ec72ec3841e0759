using System.Globalization;

namespace Pullback.TestKit;

/// <summary>Comparisons of results of the statistical analysis, each tolerance named by its reason.</summary>
public static class Closeness
{
    /// <summary>Numbers of an exact fit by an independent engine, printed with 13 digits or more.</summary>
    public const double ExactFit = 1e-9;

    /// <summary>Gradients of the same, printed with 12 digits.</summary>
    public const double ExactGradient = 1e-8;

    /// <summary>A fourth-order central difference of a function good to 1e-13.</summary>
    public const double FourthOrderDifference = 1e-7;

    /// <summary>Closed forms and numbers printed with 15 digits.</summary>
    public const double Rounding = 1e-12;

    /// <summary>Checks that a number is within a fraction of the expected one, or within the floor.</summary>
    public static void Near(double expected, double actual, double relative, double floor = 0.0, string what = "")
    {
        if (Math.Abs(actual - expected) <= relative * Math.Abs(expected) + floor) return;
        throw new ExpectationException(string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, found {actual:R}, difference {actual - expected:E2}"));
    }

    /// <summary>Compares a gradient with central differences of fourth order, relative to its largest entry.</summary>
    public static void GradientMatchesDifferences(Func<double[], double> function, double[] point, ReadOnlySpan<double> gradient, string what = "", double relativeStep = 2e-4)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(point);
        double largest = 0.0;
        foreach (double entry in gradient) largest = Math.Max(largest, Math.Abs(entry));
        for (int i = 0; i < point.Length; i++)
        {
            double step = relativeStep * Math.Max(Math.Abs(point[i]), 0.05);
            double At(double shift)
            {
                double[] moved = [.. point];
                moved[i] += shift;
                return function(moved);
            }

            double difference = (8.0 * (At(step) - At(-step)) - (At(2.0 * step) - At(-2.0 * step))) / (12.0 * step);
            Near(difference, gradient[i], FourthOrderDifference, FourthOrderDifference * largest, $"{what} entry {i}");
        }
    }
}
