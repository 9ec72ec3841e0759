using System.Globalization;
using System.Numerics;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Execution;

/// <summary>Says where a NaN in an output comes from.</summary>
internal static unsafe class NaNReport
{
    /// <summary>The position of the first NaN, or -1.</summary>
    public static int Find<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        while (i + Vector<T>.Count <= values.Length)
        {
            var block = new Vector<T>(values[i..]);
            if (!Vector.EqualsAll(block, block))
            {
                break;
            }

            i += Vector<T>.Count;
        }

        for (; i < values.Length; i++)
        {
            if (T.IsNaN(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The message: the output, the parameters that are NaN or infinite, and what to do.</summary>
    public static string Of(Runtime runtime, Expr output, int position)
    {
        var suspects = new List<string>();
        foreach (int slot in runtime.Plan.LeafSlots)
        {
            Slot place = runtime.Plan.Slots[slot];
            if (place.Node.Operation is ParameterOperation && First(runtime, place) is { } where)
            {
                suspects.Add($"parameter '{place.Node.Operation.Name}'{where}");
            }
        }

        foreach (Node node in runtime.Plan.Schedule.Nodes)
        {
            if (suspects.Count == 0 && node.Operation is ReductionOperation
                && runtime.Plan.Slots.FirstOrDefault(s => s.Node == node) is { } sum && First(runtime, sum) is { } element)
            {
                suspects.Add($"the sum over events '{sum.Node.Inputs[0].Axis!.Name}' of {sum.Node.Inputs[0].Operation.Name}{element}: an event has a value outside of the domain");
            }
        }

        string cause = suspects.Count > 0
            ? $"It comes from {string.Join(", ", suspects)}."
            : "All parameters and event sums are numbers, so an operation on them left its domain, for example the logarithm of a negative value.";
        return string.Create(CultureInfo.InvariantCulture,
            $"Output {position} ({output}) is not a number. {cause} Correct the input, or set ProgramOptions.NonFinite to Allow to receive NaN.");
    }

    private static string? First(Runtime runtime, Slot slot)
    {
        int index = slot.ElementSize == 8
            ? Find(new ReadOnlySpan<double>(runtime.Address(slot.Index), slot.Length))
            : Find(new ReadOnlySpan<float>(runtime.Address(slot.Index), slot.Length));
        return index < 0 ? null : slot.Length == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" (element {index})");
    }
}
