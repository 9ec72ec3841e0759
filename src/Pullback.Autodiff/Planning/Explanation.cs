using System.Globalization;
using System.Text;
using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Execution.Emitted;

namespace Pullback.Autodiff.Planning;

/// <summary>The text of <see cref="CompiledProgram.Explain"/>.</summary>
internal static class Explanation
{
    public static string Of(CompiledProgram program)
    {
        var text = new StringBuilder();
        Plan plan = program.Retaining ?? program.Recomputing;
        int passes = plan.Passes.Count();
        Line(text, $"Program: {program.Outputs.Count} outputs, {program.Schedule.Nodes.Length} values, {passes} {(passes == 1 ? "pass" : "passes")} over events");
        Line(text, $"Memory: uniform {plan.UniformBytes} bytes; per thread and tile of {Chunking.TileRows} events {plan.TileBytesPerRow * Chunking.TileRows} bytes");
        int number = 0;
        foreach (PlanStep step in plan.Steps)
        {
            if (step is UniformStep uniform)
            {
                Line(text, $"Uniform: {uniform.Instructions.Length} operations ({Summary(uniform.Instructions)})");
                continue;
            }

            var pass = (PassStep)step;
            number++;
            long read = pass.InputSlots.Sum(s => (long)plan.Slots[s].Length * plan.Slots[s].ElementSize);
            Line(text, $"Pass {number} over '{pass.Axis.Name}': {pass.Planned.Length} operations, {pass.Reductions.Length + pass.Deferred.Length} sums, {read} bytes read per event");
            Line(text, $"  inputs: {Names(pass.InputSlots.Select(s => plan.Slots[s].Node.Operation.Name))}");
            Line(text, $"  operations: {Summary(pass.Planned)}");
            if (pass.Loads.Length > 0)
            {
                Line(text, $"  found where an earlier pass kept them: {Values(plan, pass.Loads.Select(l => l.Slot))}");
            }

            if (pass.Stores.Length > 0)
            {
                Line(text, $"  kept for later passes: {Values(plan, pass.Stores.Select(l => l.Slot))}");
            }

            Line(text, $"  compiled: {Emission.Describe(plan, pass)}");
        }

        if (program.Retaining is not null)
        {
            foreach (EventAxis axis in plan.Retained.Select(n => n.Axis!).Distinct())
            {
                long bytes = plan.RetainedBytesPerEvent(axis);
                Line(text, $"Kept values: {bytes} bytes per event of '{axis.Name}'; beyond {program.Options.RetainBytes / Math.Max(bytes, 1)} events every pass recomputes them");
            }
        }

        return text.ToString();
    }

    private static string Values(Plan plan, IEnumerable<int> slots) =>
        Names(slots.Select(s => $"{plan.Slots[s].Node.Operation.Name}{plan.Slots[s].Node.Shape}"));

    private static string Names(IEnumerable<string> names)
    {
        string joined = string.Join(", ", names);
        return joined.Length == 0 ? "none" : joined;
    }

    private static string Summary(Instruction[] instructions) => string.Join(", ", instructions
        .GroupBy(i => i.Name)
        .OrderByDescending(g => g.Count())
        .ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}")));

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
