using Pullback.Autodiff;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>Forward and backward pass of a chain of operations on single numbers: the overhead of one operation.</summary>
internal static class ScalarRace
{
    private const int Operations = 220;

    public static void Run(TextWriter writer, int rounds)
    {
        using Evaluator evaluator = Chain();
        using Peer? peer = Peer.TryStart("scalar.py", 1);
        var race = new Race();
        race.Add("Pullback", () => evaluator.Evaluate());
        if (peer is not null) race.AddTimed(peer.Name, peer.Sample);
        else writer.WriteLine("skipped: PyTorch is not installed (Debian: apt-get install python3-torch)");
        IReadOnlyList<RaceResult> results = race.Run(rounds);
        RaceReport.Write(writer, "ns per operation", 1e9 / Operations, results, results[0]);
    }

    /// <summary>The chain at a point.</summary>
    private static Evaluator Chain()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr b = graph.Parameter("b");
        Expr value = a;
        for (int i = 0; i < Operations / 4; i++) value = Op.Tanh((value * b) + a) * a;
        Evaluator evaluator = CompiledProgram.Compile([value, .. Derivatives.Gradient(value, a, b)]).CreateEvaluator();
        evaluator.Set(a, 0.3);
        evaluator.Set(b, 0.7);
        return evaluator;
    }
}
