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
            return [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? to : from + ((to - from) * i / (count - 1)))];
        }

        throw new InputException($"--range: found '{text}', but a,b,n is needed: the first value, a larger last value, and the number of points (2 to {MostPoints}), such as 0,2,41.");
    }
}
