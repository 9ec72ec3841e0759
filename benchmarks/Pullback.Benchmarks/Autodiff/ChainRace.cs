using System.Globalization;
using Pullback.Autodiff;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>The chain with both executors against the loop fused by hand, one thread, in turn.</summary>
internal static class ChainRace
{
    public static void Run(TextWriter writer, int rounds)
    {
        var model = new ChainModel();
        Expr[] gradient = Derivatives.Gradient(model.Nll, model.Parameters);
        Expr[] direction = [.. model.Parameters.Select(_ => (Expr)0.5)];
        (string Name, Expr[] Outputs)[] programs =
        [
            ("value", [model.Nll]),
            ("value and 10 gradients", [model.Nll, .. gradient]),
            ("and Hessian product", [model.Nll, .. gradient, .. Derivatives.HessianVectorProduct(model.Nll, model.Parameters, direction)]),
            ("and full Hessian", [model.Nll, .. gradient, .. Derivatives.Hessian(model.Nll, model.Parameters).Cast<Expr>()]),
        ];
        var race = new Race();
        race.Add("loop fused by hand, value", () => model.HandFused());
        foreach ((string name, Expr[] outputs) in programs)
        {
            foreach (ExecutorKind executor in (ExecutorKind[])[ExecutorKind.Interpreter, ExecutorKind.Emitted])
            {
                Evaluator evaluator = model.Compile(executor, outputs);
                race.Add($"{name}, {executor}", () => evaluator.Evaluate());
            }
        }

        (string What, string Name)[] tasks = [("value", "value"), ("gradient", "value and 10 gradients"), ("hessian", "and full Hessian, functional.hessian"), ("rows", "and full Hessian, gradients of gradients")];
        var peers = new List<Peer>();
        foreach ((string what, string name) in tasks)
        {
            if (Peer.TryStart("chain.py", 1, what, ChainModel.Events.ToString(CultureInfo.InvariantCulture)) is { } peer)
            {
                peers.Add(peer);
                race.AddTimed($"{name}, {peer.Name}", peer.Sample);
            }
            else
            {
                writer.WriteLine($"skipped: {name} in PyTorch; it is not installed (Debian: apt-get install python3-torch)");
            }
        }

        IReadOnlyList<RaceResult> results = race.Run(rounds);
        peers.ForEach(p => p.Dispose());
        RaceReport.Write(writer, "ns per event", 1e9 / ChainModel.Events, results, results[0]);
    }
}
