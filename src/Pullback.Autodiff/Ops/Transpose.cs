using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Reorders the dimensions.</summary>
    /// <param name="x">The value.</param>
    /// <param name="order">For each dimension of the result, the dimension of <paramref name="x"/> it is; without it the order is reversed.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The order is not a permutation of the dimensions.</exception>
    public static Expr Transpose(Expr x, params ReadOnlySpan<int> order)
    {
        int[] permutation = order.ToArray();
        if (permutation.Length == 0)
        {
            permutation = [.. Enumerable.Range(0, x.Shape.Rank).Reverse()];
        }

        int[] sorted = [.. permutation.Order()];
        if (!sorted.AsSpan().SequenceEqual([.. Enumerable.Range(0, x.Shape.Rank)]))
        {
            throw new ArgumentException(
                $"transpose: ({string.Join(", ", permutation)}) does not name each dimension of shape {x.Shape} once.", nameof(order));
        }

        if (permutation.AsSpan().SequenceEqual(sorted))
        {
            return x;
        }

        int[] dimensions = Array.ConvertAll(permutation, d => x.Shape[d]);
        if (x.Node.Operation is TransposeOperation previous)
        {
            return Transpose(x.Input(0), Array.ConvertAll(permutation, d => previous.Order[d]));
        }

        return new Expr(x.Graph.Intern(new TransposeOperation(permutation), [x.Node], x.Type with { Shape = Shape.Of(dimensions) }));
    }
}

internal sealed record TransposeOperation(int[] Order) : GatherOperation
{
    public override string Name => "transpose";

    public bool Equals(TransposeOperation? other) => other is not null && Order.AsSpan().SequenceEqual(other.Order);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int dimension in Order)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        int[] inverse = new int[Order.Length];
        for (int i = 0; i < inverse.Length; i++)
        {
            inverse[Order[i]] = i;
        }

        return Op.Transpose(cotangent, inverse);
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.Transpose(tangent, Order) : null;

    public override IReadOnlyList<GatherRun> Runs(Node node)
    {
        Shape source = node.Inputs[0].Shape;
        int[] strides = new int[Order.Length];
        for (int i = 0; i < Order.Length; i++)
        {
            strides[i] = source.Product((Order[i] + 1)..);
        }

        return Strided.Runs(node.Shape, strides);
    }
}
