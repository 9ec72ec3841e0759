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

    private readonly List<(string Name, Func<double> Sample)> _candidates = [];

    /// <summary>Enters a candidate.</summary>
    public void Add(string name, Action run)
    {
        run();
        double once = Enumerable.Range(0, 3).Min(_ => Time(run, 1));
        int calls = Math.Max(1, (int)(SampleMilliseconds / 1000.0 / once));
        double Sample()
        {
            run();
            return Time(run, calls);
        }

        _candidates.Add((name, Sample));
    }

    /// <summary>Enters a candidate that times itself, in seconds per call.</summary>
    public void AddTimed(string name, Func<double> sample) => _candidates.Add((name, sample));

    /// <summary>Runs the rounds.</summary>
    public IReadOnlyList<RaceResult> Run(int rounds)
    {
        double[][] seconds = [.. _candidates.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < _candidates.Count; i++) seconds[i][round] = _candidates[i].Sample();
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
