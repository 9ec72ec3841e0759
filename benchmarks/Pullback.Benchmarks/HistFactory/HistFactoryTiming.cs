using System.Diagnostics;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.HistFactory;

/// <summary>Times a line of the HistFactory race, ours and pyhf's in turn.</summary>
/// <remarks>Processor time of the processes: on a busy machine the clock runs on for long calls more often than for short ones, so that ratios would flatter.</remarks>
/// <param name="Ours">The median of our seconds per call, over batches.</param>
/// <param name="Theirs">The median of pyhf's; NaN where it was not asked.</param>
/// <param name="Rounds">How often pyhf was asked.</param>
/// <param name="Difference">The largest difference of the answers; NaN where pyhf was not asked.</param>
/// <param name="Error">pyhf's error; null without one.</param>
internal sealed record HistFactoryTiming(double Ours, double Theirs, int Rounds, double Difference, string? Error = null)
{
    private const double WarmUpSeconds = 0.3;
    private const double BatchSeconds = 0.02;
    private const int Batches = 45;
    private const double PeerSeconds = 0.3;
    private const double BudgetSeconds = 10.0;

    /// <summary>Times a line.</summary>
    /// <param name="row">The line.</param>
    /// <param name="peer">pyhf; null not to ask it.</param>
    public static HistFactoryTiming Of(HistFactoryRow row, Peer? peer)
    {
        double[] answers = row.Run();
        double start = Now();
        int runs = 0;
        while (Now() - start < WarmUpSeconds || runs < 3)
        {
            row.Run();
            runs++;
        }

        int calls = Math.Max(1, (int)(BatchSeconds * runs / (Now() - start)));
        var ours = new List<double>();
        if (peer is null)
        {
            AddBatches(Batches);
            return new HistFactoryTiming(Median(ours), double.NaN, 0, double.NaN);
        }

        // The first question tells how often pyhf can be asked.
        AddBatches(Batches / 3);
        long asked = Stopwatch.GetTimestamp();
        PyhfAnswer first = PyhfAnswer.Of(peer, row, PeerSeconds);
        if (first.Error is not null) return new HistFactoryTiming(Median(ours), double.NaN, 1, double.NaN, first.Error);
        double round = Stopwatch.GetElapsedTime(asked).TotalSeconds;
        var theirs = new List<double> { first.Seconds };
        int more = Math.Min(8, (int)(BudgetSeconds / round));
        for (int i = 0; i < more; i++)
        {
            AddBatches(Batches / 3);
            theirs.Add(PyhfAnswer.Of(peer, row, PeerSeconds).Seconds);
        }

        AddBatches(Batches / 3);
        return new HistFactoryTiming(Median(ours), Median(theirs), theirs.Count, row.Difference(answers, first.Answers));

        void AddBatches(int count)
        {
            row.Run();
            for (int i = 0; i < count; i++)
            {
                double begin = Now();
                for (int call = 0; call < calls; call++) row.Run();
                ours.Add((Now() - begin) / calls);
            }
        }
    }

    private static double Now() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double Median(List<double> values)
    {
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
    }
}
