using System.Globalization;
using Pullback.Autodiff;
using Pullback.Benchmarks.Racing;
using Pullback.Learning.Categories;
using Pullback.Numerics.Simd;

namespace Pullback.Benchmarks.Learning;

/// <summary>Yields of event categories with their gradient: the closed form, a loop written by hand for this model alone, the traced graph, PyTorch; then the closed form from few to many events.</summary>
internal static class CategoryRace
{
    private const int Events = 400_000;
    private const double LargestRatio = 1.5;
    private static readonly int[] _threads = [1, 2];

    public static void Run(TextWriter writer, int rounds)
    {
        writer.WriteLine($"Load of the machine at the start: {Load()}.");
        writer.WriteLine();
        bool agrees = true;
        foreach (int dimensions in new[] { 1, 2, 3 }) agrees &= Run(writer, dimensions == 1 ? rounds : Math.Max(rounds / 2, 1), new CategorySample(dimensions, Events));
        CategoryLinearity.Run(writer, rounds);
        writer.WriteLine($"Load at the end: {Load()}.");
        if (agrees) return;
        writer.WriteLine("Loss or gradient of a line DIFFER by more than they may.");
        Environment.ExitCode = 1;
    }

    private static bool Run(TextWriter writer, int rounds, CategorySample sample)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sample.Dimensions} {(sample.Dimensions == 1 ? "score" : "scores")}, {CategorySample.Categories} categories, {sample.Events} events:"));
        CategoryStep[] steps = [.. _threads.Select(threads => new CategoryStep(sample, threads))];
        double[][] answers = [.. steps.Select(step => step.Answer())];
        bool agrees = answers.All(answer => answer.SequenceEqual(answers[0]));
        if (!agrees) writer.WriteLine("The closed form DIFFERS between one and two threads.");
        var race = new Race();
        foreach ((CategoryStep step, int threads) in steps.Zip(_threads)) race.Add($"closed form, {Threads(threads)}", step.Run);
        bool loop = sample.Dimensions == 1 && Simd512<double>.IsSupported;
        if (loop)
        {
            foreach (int threads in _threads) race.Add($"loop written by hand, {Threads(threads)}", FusedMixture.Run(sample, threads));
        }

        using Evaluator evaluator = Traced(sample);
        race.Add("traced graph, 1 thread", () => evaluator.Evaluate());
        using CategoryRivals? rivals = sample.Dimensions < 3 ? CategoryRivals.Start(writer, sample, _threads) : null;
        rivals?.Enter(race);
        IReadOnlyList<RaceResult> results = race.Run(rounds);
        RaceReport.Write(writer, "ns per event and category", sample.PerNanosecond, results, results[0]);
        if (loop)
        {
            for (int i = 0; i < _threads.Length; i++) CompareWithLoop(writer, results[i], results[_threads.Length + i]);
            writer.WriteLine();
        }

        if (rivals is not null) agrees &= rivals.Report(writer, answers[0], results, [.. results.Take(_threads.Length)]);
        foreach (CategoryStep step in steps) step.Dispose();
        return agrees;
    }

    private static void CompareWithLoop(TextWriter writer, RaceResult closed, RaceResult loop)
    {
        double ratio = closed.Best / loop.Best;
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{closed.Name} / {loop.Name}: {closed.Median / loop.Median:F2} (medians), {ratio:F2} (bests); required: at most {LargestRatio:F1} of bests, {(ratio <= LargestRatio ? "met" : "not met")}."));
    }

    private static string Threads(int threads) => threads == 1 ? "1 thread" : string.Create(CultureInfo.InvariantCulture, $"{threads} threads");

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    private static Evaluator Traced(CategorySample sample)
    {
        var graph = new Graph();
        Expr p = graph.Parameter("parameters", Shape.Of(sample.Parameters.Length));
        Expr t = graph.Parameter("temperature");
        var traced = new TracedYields(sample.Model, sample.Data, p, t);
        Expr loss = Op.Sum(Op.Square(traced.Sums)) + Op.Sum(Op.Square(traced.Squares));
        Evaluator evaluator = CompiledProgram.Compile([loss, .. Derivatives.Gradient(loss, p, t)], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        evaluator.Set(p, sample.Parameters);
        evaluator.Set(t, CategorySample.Temperature);
        traced.Bind(evaluator);
        return evaluator;
    }
}
