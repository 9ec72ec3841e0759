using System.Globalization;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>Decides when the passes of a plan are compiled, and replaces their instructions by compiled segments.</summary>
internal static class Emission
{
    /// <summary>
    /// Evaluations of an event after which compiling pays: about 50 microseconds an operation once against 0.14 nanoseconds an operation and event.
    /// </summary>
    public const long HotEvents = 400_000;

    /// <summary>Whether code can be emitted and compiled in this process.</summary>
    public static bool IsSupported => RuntimeFeature.IsDynamicCodeCompiled;

    /// <summary>Prepares the passes of a plan for an executor.</summary>
    /// <exception cref="PlatformNotSupportedException">Emitted code is asked for in a process that cannot compile it.</exception>
    public static void Prepare(Plan plan, ExecutorKind executor)
    {
        if (executor == ExecutorKind.Emitted && !IsSupported)
        {
            throw new PlatformNotSupportedException(
                "ProgramOptions.Executor is Emitted, but this process cannot compile code at run time (ahead-of-time compilation). Use Automatic or Interpreter.");
        }

        foreach (PassStep pass in plan.Passes)
        {
            if (executor == ExecutorKind.Emitted)
            {
                Compile(plan, pass);
            }
            else if (executor == ExecutorKind.Automatic && IsSupported)
            {
                pass.Heat = new PassHeat(plan, pass);
            }
        }
    }

    /// <summary>What is or will be compiled of a pass, for a person.</summary>
    public static string Describe(Plan plan, PassStep pass)
    {
        string[] segments =
        [
            .. SegmentGroup.Find(plan, pass).SelectMany(found => found.Group.Segments.Select(
                segment => string.Create(CultureInfo.InvariantCulture, $"{found.Group.Instructions[segment].Length}"))),
        ];
        if (segments.Length == 0)
        {
            return "none, interpreted: no two neighboring operations on event values of one length";
        }

        string operations = $"{string.Join(" + ", segments)} operations in {(segments.Length == 1 ? "one segment" : string.Create(CultureInfo.InvariantCulture, $"{segments.Length} segments"))}";
        return pass.Instructions.Any(i => i is FusedInstruction) ? operations
            : pass.Heat is null ? $"none, interpreted ({operations} could be)"
            : string.Create(CultureInfo.InvariantCulture, $"none yet; {operations}, once the pass has run over {HotEvents} events");
    }

    /// <summary>Replaces the runs of a pass that can be fused by compiled segments.</summary>
    public static void Compile(Plan plan, PassStep pass)
    {
        var instructions = new List<Instruction>();
        int done = 0;
        int number = 0;
        foreach ((Range where, SegmentGroup group) in SegmentGroup.Find(plan, pass))
        {
            instructions.AddRange(pass.Planned[done..where.Start]);
            instructions.Add(Compile(plan, group, $"segment{number++}"));
            done = where.End.Value;
        }

        instructions.AddRange(pass.Planned[done..]);
        pass.Instructions = [.. instructions];
    }

    private static FusedInstruction Compile(Plan plan, SegmentGroup group, string name)
    {
        // The vectors of the interpreter's instructions, so that both executors run the same kernels.
        Type[] arguments = group.Instructions.OfType<ElementwiseInstruction>().First().GetType().GetGenericArguments();
        (Type vector, Type element) = (arguments[^2], arguments[^1]);
        SegmentBody[] bodies = [.. group.Segments.Select((segment, i) => SegmentEmitter.Emit(plan, group, segment, vector, element, $"{name}_{i}"))];
        int elementSize = group.Element == ElementType.Float64 ? sizeof(double) : sizeof(float);
        int vectorBytes = (int)vector.GetProperty("Count")!.GetValue(null)! * elementSize;
        int[] sums = [.. group.Instructions.OfType<ISumOfEvents>().Select(s => s.AccumulatorOffset)];
        return new FusedInstruction(bodies, sums, elementSize, vectorBytes, group.ScratchRows, group.Length, group.ByElement)
        {
            Inputs = [.. group.Instructions.SelectMany(i => i.Inputs).Distinct()],
            Output = group.Instructions[^1].Output,
        };
    }
}
