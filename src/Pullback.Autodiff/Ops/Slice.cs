using System.Globalization;
using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>A range of one dimension.</summary>
    /// <param name="x">The value.</param>
    /// <param name="axis">The dimension.</param>
    /// <param name="start">The first position taken.</param>
    /// <param name="length">How many positions are taken.</param>
    /// <returns>The value, with <paramref name="length"/> in place of the dimension's length.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The dimension or the range does not exist.</exception>
    public static Expr Slice(Expr x, int axis, int start, int length)
    {
        axis = Axes.Check("slice", x.Shape, axis);
        if (start < 0 || length < 1 || start + length > x.Shape[axis])
        {
            throw new ArgumentOutOfRangeException(nameof(start), string.Create(CultureInfo.InvariantCulture,
                $"slice: the range of {length} from {start} lies outside of dimension {axis} of shape {x.Shape}."));
        }

        if (length == x.Shape[axis])
        {
            return x;
        }

        if (x.Node.Operation is BroadcastOperation && x.Input(0).Shape.Rank == 0)
        {
            return Broadcast(x.Input(0), x.Shape.With(axis, length));
        }

        if (x.Node.Operation is PadOperation pad && pad.Axis == axis)
        {
            Expr inner = x.Input(0);
            if (start >= pad.Before && start + length <= pad.Before + inner.Shape[axis])
            {
                return Slice(inner, axis, start - pad.Before, length);
            }

            if (start + length <= pad.Before || start >= pad.Before + inner.Shape[axis])
            {
                return Operands.Conform(x.Graph, 0, x.Type with { Shape = x.Shape.With(axis, length) });
            }
        }

        return new Expr(x.Graph.Intern(new SliceOperation(axis, start, length), [x.Node], x.Type with { Shape = x.Shape.With(axis, length) }));
    }

    /// <summary>One position of one dimension; the dimension disappears.</summary>
    /// <param name="x">The value.</param>
    /// <param name="axis">The dimension.</param>
    /// <param name="index">The position.</param>
    /// <returns>The value without the dimension.</returns>
    public static Expr Element(Expr x, int axis, int index)
    {
        axis = Axes.Check("element", x.Shape, axis);
        return Reshape(Slice(x, axis, index, 1), x.Shape.Without(axis));
    }
}

internal sealed record SliceOperation(int Axis, int Start, int Length) : ViewOperation
{
    public override string Name => "slice";

    public override int? Offset(Node node)
    {
        Shape source = node.Inputs[0].Shape;
        return source.Product(..Axis) == 1 ? Start * source.Product((Axis + 1)..) : null;
    }

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        int total = node.Input(0).Shape[Axis];
        return PadOperation.Build(cotangent, Axis, Start, total - Start - Length);
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.Slice(tangent, Axis, Start, Length) : null;

    public override Instruction Lower(Node node, Lowering lowering)
    {
        Shape source = node.Inputs[0].Shape;
        int outer = source.Product(..Axis);
        int inner = source.Product((Axis + 1)..);
        var runs = new GatherRun[outer];
        for (int o = 0; o < outer; o++)
        {
            runs[o] = new GatherRun(0, ((o * source[Axis]) + Start) * inner, o * Length * inner, Length * inner);
        }

        return lowering.Gather(node, GatherRun.Merge(runs));
    }
}
