using Pullback.Autodiff;
using Pullback.Benchmarks.Racing;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>A likelihood normalised by a sum over the same events, value and gradient, against the sum of its two passes alone.</summary>
internal static class NormalisedRace
{
    public static void Run(TextWriter writer, int rounds)
    {
        var model = new ChainModel();
        Expr norm = Op.SumEvents(model.Density);
        Expr normalised = -Op.SumEvents(Op.Log(model.Density / norm));
        Expr scale = model.Graph.Parameter("scale");
        Expr given = -Op.SumEvents(Op.Log(model.Density / scale));
        foreach (ExecutorKind executor in (ExecutorKind[])[ExecutorKind.Interpreter, ExecutorKind.Emitted])
        {
            Evaluator both = model.Compile(executor, [normalised, .. Derivatives.Gradient(normalised, model.Parameters)]);
            Evaluator first = model.Compile(executor, [norm, .. Derivatives.Gradient(norm, model.Parameters)]);
            Evaluator second = model.Compile(executor, [given, .. Derivatives.Gradient(given, [.. model.Parameters, scale])]);
            second.Set(scale, 1e6);
            var race = new Race();
            race.Add($"each pass alone, {executor}", () =>
            {
                first.Evaluate();
                second.Evaluate();
            });
            race.Add($"normalised likelihood, {executor}", () => both.Evaluate());
            IReadOnlyList<RaceResult> results = race.Run(rounds);
            RaceReport.Write(writer, "ns per event", 1e9 / ChainModel.Events, results, results[0]);
        }
    }
}
