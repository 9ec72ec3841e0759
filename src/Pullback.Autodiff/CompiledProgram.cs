using Pullback.Autodiff.Execution.Emitted;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

/// <summary>A traced program, planned and ready to run. Immutable; evaluators made from it are independent of each other.</summary>
public sealed class CompiledProgram
{
    private CompiledProgram(Expr[] outputs, ProgramOptions options)
    {
        Outputs = outputs;
        Options = options;
        Schedule = Schedule.Of([.. outputs.Select(o => o.Node)]);
        Recomputing = Planner.Make(Schedule, retain: false);
        Plan retaining = Planner.Make(Schedule, retain: true);
        Retaining = retaining.Retained.Length > 0 ? retaining : null;
        Emission.Prepare(Recomputing, options.Executor);
        if (Retaining is not null)
        {
            Emission.Prepare(Retaining, options.Executor);
        }
    }

    /// <summary>The outputs, in the order given to <see cref="Compile"/>.</summary>
    public IReadOnlyList<Expr> Outputs { get; }

    /// <summary>The options the program was compiled with.</summary>
    public ProgramOptions Options { get; }

    internal Schedule Schedule { get; }

    /// <summary>The plan in which each pass recomputes what it needs.</summary>
    internal Plan Recomputing { get; }

    /// <summary>The plan that keeps expensive event values between passes, or null if there are none.</summary>
    internal Plan? Retaining { get; }

    /// <summary>Plans a program: finds the passes over events, contracts products and sums, places values in memory.</summary>
    /// <param name="outputs">The values to compute; uniform values and event values.</param>
    /// <param name="options">The options, or null for the defaults.</param>
    /// <returns>The program.</returns>
    /// <exception cref="ArgumentException">No outputs, a plain number among them, or outputs of different graphs.</exception>
    public static CompiledProgram Compile(IReadOnlyList<Expr> outputs, ProgramOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.Count == 0)
        {
            throw new ArgumentException("A program needs at least one output.", nameof(outputs));
        }

        Expr[] copy = [.. outputs];
        for (int i = 0; i < copy.Length; i++)
        {
            if (copy[i].IsNumber)
            {
                throw new ArgumentException($"Output {i} is the plain number {copy[i]}, not a graph value. Make it with Graph.Constant.", nameof(outputs));
            }
        }

        Operands.FindGraph("compile", copy);
        return new CompiledProgram(copy, options ?? new ProgramOptions());
    }

    /// <summary>Makes an evaluator: the memory and threads to run the program in.</summary>
    /// <returns>The evaluator; dispose it to free both.</returns>
    public Evaluator CreateEvaluator() => new(this);

    /// <summary>Describes the plan for a person: passes, operations, bytes read per event, kept values, compiled segments.</summary>
    /// <returns>The text.</returns>
    public string Explain() => Explanation.Of(this);
}
