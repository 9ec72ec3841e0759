using System.Globalization;
using Pullback.Cli.Errors;

namespace Pullback.Cli.Workspaces;

/// <summary>The values of <c>--range a,b,n</c>.</summary>
internal static class ScanRange
{
    private const int MostPoints = 100_000;

    /// <summary>Reads a range: n values from a to b.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static double[] Parse(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length == 3
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double from)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double to)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && double.IsFinite(from) && double.IsFinite(to) && from < to && count is >= 2 and <= MostPoints)
        {
            return [.. Enumerable.Range(0, count).Select(i => At(from, to, i, count - 1))];
        }

        throw new InputException($"--range: found '{text}', but a,b,n is needed: the first value, a larger last value, and the number of points (2 to {MostPoints}), such as 0,2,41.");
    }

    // In decimal arithmetic where it holds the numbers, so that 0.9,1.1,5 has 0.95 and not the double next to it.
    private static double At(double from, double to, int i, int last)
    {
        const double Largest = 1e12;
        const double Smallest = 1e-6;
        bool isDecimal = Math.Max(Math.Abs(from), Math.Abs(to)) < Largest && to - from > Smallest;

        // A decimal zero may have a sign, which the sum takes off.
        return i == last ? to : isDecimal ? (double)((decimal)from + (((decimal)to - (decimal)from) * i / last)) + 0.0 : from + ((to - from) * i / last);
    }
}
