using System.Globalization;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.Learning;

/// <summary>The closed form from few to many events: time per event and category, and the memory it works in beside the events.</summary>
internal static class CategoryLinearity
{
    private const int Evaluations = 4;
    private const double Flat = 1 << 20;
    private static readonly int[] _events = [10_000, 100_000, 1_000_000, 10_000_000];

    public static void Run(TextWriter writer, int rounds)
    {
        writer.WriteLine("1 score, 1 thread; memory beside the events: allocated by one evaluation, and what stays after the first ones.");
        writer.WriteLine("| events | median, ns per event and category | best | allocated per evaluation, kB | growth of the heap, kB | below 1 MB |\n|---|---|---|---|---|---|");
        foreach (int events in _events) Run(writer, rounds, events);
        writer.WriteLine();
    }

    private static void Run(TextWriter writer, int rounds, int events)
    {
        var sample = new CategorySample(1, events);
        using var step = new CategoryStep(sample, threads: 1);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        step.Run();
        step.Run();
        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        long start = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Evaluations; i++) step.Run();
        double allocated = (GC.GetTotalAllocatedBytes(precise: true) - start) / (double)Evaluations;
        var race = new Race();
        race.Add("closed form", step.Run);
        RaceResult result = race.Run(rounds)[0];
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {sample.Events} | {result.Median * sample.PerNanosecond:F2} | {result.Best * sample.PerNanosecond:F2} | {allocated / 1024.0:F1} | {growth / 1024.0:F1} | {(Math.Max(allocated, growth) < Flat ? "yes" : "no")} |"));
        GC.KeepAlive(sample);
    }
}
