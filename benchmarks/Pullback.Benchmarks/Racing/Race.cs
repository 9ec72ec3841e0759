using System.Diagnostics;

namespace Pullback.Benchmarks.Racing;

/// <summary>Measures candidates in turn, in one process, so that a busy machine slows all of them alike and their ratios can be trusted.</summary>
/// <remarks>
/// Every round runs each candidate once: an unmeasured call, then as many calls as take about <see cref="SampleMilliseconds"/>. Reported are the median over
/// rounds and the fastest round (a quiet machine).
/// </remarks>
internal sealed class Race
{
    private const double SampleMilliseconds = 3.0;

    private readonly List<(string Name, Action Run)> _candidates = [];

    /// <summary>Enters a candidate.</summary>
    public void Add(string name, Action run) => _candidates.Add((name, run));

    /// <summary>Runs the rounds.</summary>
    public IReadOnlyList<RaceResult> Run(int rounds)
    {
        int[] calls = new int[_candidates.Count];
        double[][] seconds = new double[_candidates.Count][];
        for (int i = 0; i < _candidates.Count; i++)
        {
            seconds[i] = new double[rounds];
            _candidates[i].Run();
            double once = Enumerable.Range(0, 3).Min(_ => Time(_candidates[i].Run, 1));
            calls[i] = Math.Max(1, (int)(SampleMilliseconds / 1000.0 / once));
        }

        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < _candidates.Count; i++)
            {
                _candidates[i].Run();
                seconds[i][round] = Time(_candidates[i].Run, calls[i]);
            }
        }

        return [.. _candidates.Select((candidate, i) => RaceResult.From(candidate.Name, seconds[i]))];
    }

    private static double Time(Action run, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++) run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
