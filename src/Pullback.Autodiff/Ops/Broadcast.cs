using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Repeats a value to a larger shape by the rules of NumPy.</summary>
    /// <param name="x">The value.</param>
    /// <param name="shape">The wanted shape; dimensions of <paramref name="x"/> equal its own or are 1, counted from the last.</param>
    /// <returns>The value of the wanted shape.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Expr Broadcast(Expr x, Shape shape)
    {
        if (x.Shape == shape)
        {
            return x;
        }

        if (Shape.Broadcast(x.Shape, shape) != shape)
        {
            throw new ArgumentException(
                $"broadcast: shape {x.Shape} does not broadcast to {shape}. Its dimensions, counted from the last, must be 1 or those of the target.",
                nameof(shape));
        }

        if (x.Node.Operation is BroadcastOperation && x.Input(0).Shape.Rank == 0)
        {
            return Broadcast(x.Input(0), shape);
        }

        return new Expr(x.Graph.Intern(new BroadcastOperation(), [x.Node], x.Type with { Shape = shape }));
    }
}

internal sealed record BroadcastOperation : GatherOperation
{
    public override string Name => "broadcast";

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => Reduce(cotangent, node.Input(0).Shape);

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.Broadcast(tangent, node.Shape) : null;

    public override IReadOnlyList<GatherRun> Runs(Node node)
    {
        Shape source = node.Inputs[0].Shape;
        Shape target = node.Shape;
        int[] strides = new int[target.Rank];
        int stride = 1;
        for (int i = 1; i <= source.Rank; i++)
        {
            strides[target.Rank - i] = source[^i] == 1 ? 0 : stride;
            stride *= source[^i];
        }

        return Strided.Runs(target, strides);
    }

    /// <summary>Sums a value over the dimensions along which a value of the given shape was repeated.</summary>
    internal static Expr Reduce(Expr value, Shape shape)
    {
        if (value.Shape == shape)
        {
            return value;
        }

        if (shape.Length == 1)
        {
            return Op.Reshape(Op.Sum(value), shape);
        }

        Expr sum = value;
        while (sum.Shape.Rank > shape.Rank)
        {
            sum = Op.Sum(sum, 0);
        }

        for (int i = 0; i < shape.Rank; i++)
        {
            if (shape[i] == 1 && sum.Shape[i] != 1)
            {
                sum = Op.Reshape(Op.Sum(sum, i), sum.Shape.With(i, 1));
            }
        }

        return sum;
    }
}
