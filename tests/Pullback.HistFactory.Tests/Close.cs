using System.Globalization;

namespace Pullback.HistFactory.Tests;

/// <summary>Comparison of numbers with a relative tolerance.</summary>
internal static class Close
{
    public static void To(double expected, double actual, double relative, string what = "", double floor = 0.0)
    {
        double allowed = relative * Math.Max(floor, Math.Max(Math.Abs(expected), Math.Abs(actual)));
        Assert.True(
            Math.Abs(expected - actual) <= allowed || expected.Equals(actual),
            string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, found {actual:R}, difference {expected - actual:E2}, allowed {allowed:E2}."));
    }

    /// <summary>Compares vectors; the tolerance is relative to each number, but not below that of <paramref name="floor"/> times the largest.</summary>
    public static void To(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double relative, string what = "", double floor = 0.0)
    {
        Assert.Equal(expected.Count, actual.Count);
        double scale = floor * expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (int i = 0; i < expected.Count; i++) To(expected[i], actual[i], relative, string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]"), scale);
    }
}
