using System.Diagnostics;
using System.Globalization;
using Pullback.Benchmarks.Racing;
using Pullback.Learning.Estimators;

namespace Pullback.Benchmarks.Learning;

/// <summary>Neural estimators against PyTorch, one thread each: training steps, and evaluation of all combinations of events and parameter points.</summary>
internal static class EstimatorRace
{
    private const int Rows = 1 << 15;
    private const int Events = 10_000;
    private const int Points = 1_000;

    /// <summary>Seconds of steps before the rounds, for background compilation to end.</summary>
    private const double WarmUp = 2.0;

    private static readonly (string Name, EstimatorMethod Method, EstimatorKind Kind, int[] Hidden, double Required)[] _steps =
    [
        ("alices", EstimatorMethod.Alices, EstimatorKind.ParameterizedRatio, [60, 60], 8),
        ("carl", EstimatorMethod.Carl, EstimatorKind.ParameterizedRatio, [60, 60], 5),
        ("sally", EstimatorMethod.Sally, EstimatorKind.Score, [30, 30], 5),
        ("nde", EstimatorMethod.Nde, EstimatorKind.Likelihood, [60, 60], 5),
        ("scandal", EstimatorMethod.Scandal, EstimatorKind.Likelihood, [60, 60], 5),
    ];

    public static void Run(TextWriter writer, int rounds)
    {
        writer.WriteLine($"Load of the machine at the start: {Load()}.");
        writer.WriteLine();
        bool agrees = Steps(writer, rounds);
        agrees &= Evaluation(writer, Math.Max(rounds / 5, 3));
        writer.WriteLine($"Load at the end: {Load()}.");
        if (agrees) return;
        writer.WriteLine("Losses or log ratios DIFFER by more than they may.");
        Environment.ExitCode = 1;
    }

    private static bool Steps(TextWriter writer, int rounds)
    {
        writer.WriteLine($"Training steps, 3 observables, 2 parameters, tanh, batch {EstimatorStep.Batch}, float32, AMSGrad, 1 thread; ours gather their rows from a shuffled table of {Rows}:");
        writer.WriteLine("| method | shape | Pullback, µs median / best | rows/s, best | PyTorch, µs median / best | ratio of medians | ratio of bests | required of bests | met | difference of losses |");
        writer.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        bool agrees = true;
        foreach ((string name, EstimatorMethod method, EstimatorKind kind, int[] hidden, double required) in _steps)
        {
            var definition = new EstimatorDefinition { Kind = kind, Observables = 3, Parameters = 2, Hidden = hidden, Steps = 3 };
            using var estimator = new EstimatorCase(name, definition, Rows);
            using var step = new EstimatorStep(estimator, method);
            using Peer? peer = estimator.StartRival(name, EstimatorStep.Batch);
            if (peer is null)
            {
                Skip(writer);
                return true;
            }

            double difference = Difference(step.FirstLoss(), peer);
            agrees &= difference < 1e-5;
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUp;) step.Run();
            var race = new Race();
            race.Add("Pullback", step.Run);
            race.AddTimed(peer.Name, peer.Sample);
            IReadOnlyList<RaceResult> results = race.Run(rounds);
            string shape = kind == EstimatorKind.Likelihood ? "3 steps of 60-60" : kind == EstimatorKind.Score ? "3-30-30-2" : "5-60-60-1";
            double ratio = results[1].Best / results[0].Best;
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {shape} | {results[0].Median * 1e6:F1} / {results[0].Best * 1e6:F1} | {EstimatorStep.Batch / results[0].Best:G3} | {results[1].Median * 1e6:F0} / {results[1].Best * 1e6:F0} | {results[1].Median / results[0].Median:F2} | {ratio:F2} | {required:F0} | {(ratio >= required ? "yes" : "no")} | {difference:0.0e+0} |"));
        }

        writer.WriteLine();
        return agrees;
    }

    private static bool Evaluation(TextWriter writer, int rounds)
    {
        var definition = new EstimatorDefinition { Kind = EstimatorKind.ParameterizedRatio, Observables = 3, Parameters = 2, Hidden = [60, 60] };
        using var data = new EstimatorCase("evaluate", definition, Events, Points);
        using Peer? bare = data.StartRival("evaluate", Events);
        using Peer? madMiner = data.StartRival("evaluate-madminer", Events);
        if (bare is null || madMiner is null)
        {
            Skip(writer);
            return true;
        }

        double[] x = [.. data.X.Select(v => (double)v)];
        double[] theta = [.. data.Theta.Select(v => (double)v)];
        var estimator = new Estimator(definition, [.. data.Weights.Select(v => (double)v)], Scaling.None(3), Scaling.None(2));
        EstimatorValues Ask(EvaluationPrecision precision, int points, int threads) =>
            estimator.Evaluate(x, theta.AsSpan(0, 2 * points), options: new EvaluationOptions { Precision = precision, Threads = threads });
        double difference = Difference(Ask(EvaluationPrecision.SinglePrecision, 1, 1).Values.Sum(), bare);
        difference = Math.Max(difference, Difference(Ask(EvaluationPrecision.DoublePrecision, 1, 1).Values.Sum(), madMiner));
        var race = new Race();
        foreach (int threads in (int[])[1, 2])
        {
            foreach (EvaluationPrecision precision in (EvaluationPrecision[])[EvaluationPrecision.SinglePrecision, EvaluationPrecision.DoublePrecision])
            {
                string title = $"Pullback, {(precision == EvaluationPrecision.SinglePrecision ? "float32" : "float64")}, {threads} {(threads == 1 ? "thread" : "threads")}";
                Ask(precision, 100, threads);
                race.AddTimed(title, () => Time(() => Ask(precision, Points, threads)));
            }
        }

        race.AddTimed($"{bare.Name}, a bare pass per point, float32, 1 thread", () => bare.Sample() * Points);
        race.AddTimed($"{madMiner.Name}, tensors made as MadMiner does, float32, 1 thread", () => madMiner.Sample() * Points);
        IReadOnlyList<RaceResult> results = race.Run(rounds);
        writer.WriteLine($"Log ratios of {Events} events at {Points} parameter points, 5-60-60-1, no score (PyTorch's times are those of one point times {Points}):");
        RaceReport.Write(writer, "s", 1.0, results, results[0]);
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"PyTorch's best over ours in float32 on 1 thread: {results[4].Best / results[0].Best:F1} (bare pass), {results[5].Best / results[0].Best:F1} (as MadMiner does); required of the latter: 20, {(results[5].Best >= 20 * results[0].Best ? "met" : "not met")}. Largest difference of sums: {difference:0.0e+0}."));
        writer.WriteLine();
        return difference < 1e-4;
    }

    private static double Difference(double ours, Peer peer)
    {
        double theirs = double.Parse(peer.Ask("answer"), CultureInfo.InvariantCulture);
        double difference = Math.Abs(ours - theirs) / Math.Abs(theirs);
        return double.IsFinite(difference) ? difference : double.PositiveInfinity;
    }

    private static double Time(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Skip(TextWriter writer) => writer.WriteLine("skipped: PyTorch is not installed (Debian: apt-get install python3-torch)");

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
