using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

/// <summary>Input of the statistics figures that several tests use.</summary>
internal static class StatisticsSamples
{
    public const string LongName = "JET_EtaIntercalibration_NonClosure_2018data";

    public static ParameterPull[] Pulls(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new ParameterPull(i == 0 ? LongName : $"theta_{i}", 0.1 * (i % 7), 0.9))];

    public static LimitBand Limits { get; } = new(
        "m(X) [GeV]",
        [100, 200, 400],
        new ExpectedBand([0.25, 0.2, 0.1], [0.5, 0.4, 0.2], [1, 0.8, 0.4], [2, 1.6, 0.8], [4, 3.2, 1.6]))
    {
        Observed = [1.5, 0.7, 0.5],
    };

    public static LimitBand Scan { get; } = new(
        "μ",
        [0, 1, 2],
        new ExpectedBand([1, 0.02, 1e-5], [1, 0.05, 1e-4], [1, 0.1, 1e-3], [1, 0.2, 0.01], [1, 0.4, 0.1]))
    {
        Observed = [1, 0.15, 0.002],
    };

    /// <summary>A paraboloid with its minimum at (1, 2) and widths 0.5 and 1.</summary>
    public static double[,] Paraboloid(double[] x, double[] y)
    {
        double[,] values = new double[y.Length, x.Length];
        for (int row = 0; row < y.Length; row++)
        {
            for (int column = 0; column < x.Length; column++)
                values[row, column] = Math.Pow((x[column] - 1) / 0.5, 2) + Math.Pow(y[row] - 2, 2);
        }

        return values;
    }

    public static ChannelYields Channel(string name, int bins) => new(
        name,
        [
            new ProcessYields("Top", [.. Enumerable.Range(0, bins).Select(i => 20.0 + i)]),
            new ProcessYields("Signal", [.. Enumerable.Range(0, bins).Select(i => 1.0 + i)]),
        ])
    {
        Uncertainty = [.. Enumerable.Repeat(2.0, bins)],
        Data = [.. Enumerable.Range(0, bins).Select(i => 22.0 + i)],
    };

    public static T Single<T>(Panel panel)
        where T : PlotSeries => Assert.Single(panel.Series.OfType<T>());

    /// <summary>The message of the error that an action must end in.</summary>
    public static string Message(Func<object> create) => Assert.Throws<FigureException>(create).Message;
}
