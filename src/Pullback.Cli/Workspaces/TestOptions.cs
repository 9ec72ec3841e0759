using System.CommandLine;
using Pullback.Cli.CommandLine;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Cli.Workspaces;

/// <summary>Options that several tests share.</summary>
internal static class TestOptions
{
    /// <summary>Names of the statistics.</summary>
    private static readonly IReadOnlyList<(string Name, TestStatistic Value)> Statistics =
        [("qmutilde", TestStatistic.QMuTilde), ("qmu", TestStatistic.QMu), ("q0", TestStatistic.Q0)];

    /// <summary>The statistic.</summary>
    public static Option<TestStatistic> Statistic(bool discovery) => OptionValues.Choice(
        "--test-statistic",
        discovery ? "qmutilde|qmu|q0" : "qmutilde|qmu",
        discovery ? "The test statistic (default: qmutilde); q0 tests the background alone." : "The test statistic (default: qmutilde).",
        discovery ? Statistics : [.. Statistics.Take(2)],
        TestStatistic.QMuTilde);

    /// <summary>The tested value.</summary>
    public static Option<double?> Poi() => OptionValues.Real("--poi", "X", "The tested value of the parameter of interest; not needed for q0.");

    /// <summary>Gradients.</summary>
    public static Option<bool> Gradient(string of) => new("--gradient") { Description = $"Add the derivatives of {of} with respect to every sample's nominal rates and to the observed counts." };

    /// <summary>As typed.</summary>
    public static string Name(TestStatistic statistic) => Statistics.First(s => s.Value == statistic).Name;
}
