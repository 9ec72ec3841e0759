using System.Globalization;

namespace Pullback.Benchmarks.Racing;

/// <summary>Writes the results of a race as a Markdown table.</summary>
internal static class RaceReport
{
    /// <summary>One line for each candidate; ratios are times over that of the baseline, so that below 1 is faster.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="unit">The unit of the times.</param>
    /// <param name="scale">What seconds are multiplied with to reach the unit.</param>
    /// <param name="results">The results.</param>
    /// <param name="baseline">The result that all are compared with.</param>
    public static void Write(TextWriter writer, string unit, double scale, IReadOnlyList<RaceResult> results, RaceResult baseline)
    {
        writer.WriteLine($"| candidate | median, {unit} | best, {unit} | median / {baseline.Name} | best / {baseline.Name} |");
        writer.WriteLine("|---|---|---|---|---|");
        foreach (RaceResult result in results)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Name} | {result.Median * scale:G4} | {result.Best * scale:G4} | {result.Median / baseline.Median:F2} | {result.Best / baseline.Best:F2} |"));
        }

        writer.WriteLine();
    }
}
