using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Matrix product.</summary>
    /// <remarks>
    /// <para>Uniform operands: matrices <c>[M, K] · [K, N]</c>; a vector on the left is a row, on the right a column.</para>
    /// <para>An event value of shape <c>[K]</c> or <c>[M, K]</c> times a uniform matrix <c>[K, N]</c> is a dense layer: the rows of all
    /// events of a tile go through one packed matrix product. A uniform matrix times an event vector likewise.</para>
    /// <para>Two event values are multiplied event by event.</para>
    /// </remarks>
    /// <param name="a">Left factor.</param>
    /// <param name="b">Right factor.</param>
    /// <param name="transposeA">Whether the left matrix enters transposed.</param>
    /// <param name="transposeB">Whether the right matrix enters transposed.</param>
    /// <returns>The product.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Expr MatMul(Expr a, Expr b, bool transposeA = false, bool transposeB = false)
    {
        if (a.Shape.Rank is not (1 or 2) || b.Shape.Rank is not (1 or 2))
        {
            throw Mismatch(a, b, transposeA, transposeB);
        }

        if (a.ElementType != b.ElementType)
        {
            throw new ArgumentException($"matMul: the element types differ: {a} and {b}. Convert one of them with Op.Cast.");
        }

        Expr left = a.Shape.Rank == 1 ? Reshape(a, Shape.Of(1, a.Shape.Length)) : a;
        Expr right = b.Shape.Rank == 1 ? Reshape(b, Shape.Of(b.Shape.Length, 1)) : b;
        bool transposeLeft = transposeA && a.Shape.Rank == 2;
        bool transposeRight = transposeB && b.Shape.Rank == 2;
        int m = left.Shape[transposeLeft ? 1 : 0];
        int k = left.Shape[transposeLeft ? 0 : 1];
        int n = right.Shape[transposeRight ? 0 : 1];
        if (right.Shape[transposeRight ? 1 : 0] != k)
        {
            throw Mismatch(a, b, transposeA, transposeB);
        }

        Shape shape = (a.Shape.Rank, b.Shape.Rank) switch
        {
            (1, 1) => Shape.Scalar,
            (1, 2) => Shape.Of(n),
            (2, 1) => Shape.Of(m),
            _ => Shape.Of(m, n),
        };
        return Reshape(Product(left, right, transposeLeft, transposeRight, m, k, n), shape);
    }

    private static Expr Product(Expr left, Expr right, bool transposeLeft, bool transposeRight, int m, int k, int n)
    {
        if (left.Axis is null && right.Axis is null)
        {
            return UniformProductOperation.Build(left, right, transposeLeft, transposeRight);
        }

        if (left.Axis is not null && right.Axis is null)
        {
            return EventProductOperation.Build(transposeLeft ? Transpose(left) : left, right, transposeRight);
        }

        if (left.Axis is null)
        {
            // (A B)^T = B^T A^T keeps the event value on the left.
            return Transpose(EventProductOperation.Build(transposeRight ? right : Transpose(right), left, !transposeLeft));
        }

        Expr rows = Reshape(transposeLeft ? Transpose(left) : left, Shape.Of(m, k, 1));
        Expr columns = Reshape(transposeRight ? Transpose(right) : right, Shape.Of(1, k, n));
        return Sum(rows * columns, 1);
    }

    private static ArgumentException Mismatch(Expr a, Expr b, bool transposeA, bool transposeB) =>
        new($"matMul: {a.Shape}{(transposeA ? " transposed" : "")} times {b.Shape}{(transposeB ? " transposed" : "")} is not a product of matrices: "
            + "both factors need one or two dimensions, and the inner dimensions must be equal.");
}

/// <summary>Product of two uniform matrices.</summary>
internal sealed record UniformProductOperation(bool TransposeA, bool TransposeB) : Operation
{
    public override string Name => "matMul";

    public static Expr Build(Expr a, Expr b, bool transposeA, bool transposeB)
    {
        if (a.Node.Operation is TransposeOperation)
        {
            return Build(a.Input(0), b, !transposeA, transposeB);
        }

        if (b.Node.Operation is TransposeOperation)
        {
            return Build(a, b.Input(0), transposeA, !transposeB);
        }

        Shape shape = Shape.Of(a.Shape[transposeA ? 1 : 0], b.Shape[transposeB ? 0 : 1]);
        return new Expr(a.Graph.Intern(new UniformProductOperation(transposeA, transposeB), [a.Node, b.Node], a.Type with { Shape = shape }));
    }

    public override double Cost(Node node) => 0.16 * node.Inputs[0].Shape.Length * node.Shape[1];

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        (Expr a, Expr b) = (node.Input(0), node.Input(1));
        if (input == 0)
        {
            return TransposeA ? Build(b, cotangent, TransposeB, true) : Build(cotangent, b, false, !TransposeB);
        }

        return TransposeB ? Build(cotangent, a, true, TransposeA) : Build(a, cotangent, !TransposeA, false);
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        Expr? left = tangents[0] is { } da ? Build(da, node.Input(1), TransposeA, TransposeB) : null;
        Expr? right = tangents[1] is { } db ? Build(node.Input(0), db, TransposeA, TransposeB) : null;
        return Tangents.Add(left, right);
    }

    public override Instruction Lower(Node node, Lowering lowering) => lowering.UniformProduct(node, TransposeA, TransposeB);
}

/// <summary>Rows of events <c>[event, M, K]</c> times a uniform matrix <c>[K, N]</c> (or its transpose).</summary>
internal sealed record EventProductOperation(bool TransposeMatrix) : Operation
{
    public override string Name => "matMul";

    public static Expr Build(Expr rows, Expr matrix, bool transposeMatrix)
    {
        if (matrix.Node.Operation is TransposeOperation)
        {
            return Build(rows, matrix.Input(0), !transposeMatrix);
        }

        if (rows.Node.Operation is BroadcastEventsOperation)
        {
            return Op.BroadcastEvents(UniformProductOperation.Build(rows.Input(0), matrix, false, transposeMatrix), rows.Axis!);
        }

        Shape shape = Shape.Of(rows.Shape[0], matrix.Shape[transposeMatrix ? 0 : 1]);
        return Factors.Linear(rows, v =>
            new Expr(v.Graph.Intern(new EventProductOperation(transposeMatrix), [v.Node, matrix.Node], v.Type with { Shape = shape })));
    }

    public override double Cost(Node node) => 0.16 * node.Inputs[1].Shape.Length * node.Shape[0];

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        (Expr rows, Expr matrix) = (node.Input(0), node.Input(1));
        if (input == 0)
        {
            return Build(cotangent, matrix, !TransposeMatrix);
        }

        return TransposeMatrix ? SumOuterOperation.Build(cotangent, rows) : SumOuterOperation.Build(rows, cotangent);
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        Expr? left = tangents[0] is { } rows ? Build(rows, node.Input(1), TransposeMatrix) : null;
        Expr? right = tangents[1] is { } matrix ? Build(node.Input(0), matrix, TransposeMatrix) : null;
        return Tangents.Add(left, right);
    }

    public override Instruction Lower(Node node, Lowering lowering) => lowering.EventProduct(node, TransposeMatrix);
}

/// <summary>Sum over events (and rows) of outer products: <c>[event, M, K], [event, M, N] → [K, N]</c>, the gradient of a dense layer's matrix.</summary>
internal sealed record SumOuterOperation : ReductionOperation
{
    public override string Name => "sumOuter";

    public static Expr Build(Expr left, Expr right)
    {
        if (Factors.TrySplit(left, out Expr factor, out Expr rest) && factor.Shape.Rank == 0 && rest.Shape == left.Shape)
        {
            return factor * Build(rest, right);
        }

        if (Factors.TrySplit(right, out factor, out rest) && factor.Shape.Rank == 0 && rest.Shape == right.Shape)
        {
            return factor * Build(left, rest);
        }

        // The same rows in every event: only the sums of the others are left.
        if (right.Node.Operation is BroadcastEventsOperation)
        {
            return UniformProductOperation.Build(Op.SumEvents(left), right.Input(0), true, false);
        }

        if (left.Node.Operation is BroadcastEventsOperation)
        {
            return UniformProductOperation.Build(left.Input(0), Op.SumEvents(right), true, false);
        }

        Shape shape = Shape.Of(left.Shape[1], right.Shape[1]);
        return new Expr(left.Graph.Intern(new SumOuterOperation(), [left.Node, right.Node], new NodeType(shape, left.ElementType, null)));
    }

    public override double Cost(Node node) => 0.16 * node.Shape.Length * node.Inputs[0].Shape[0];

    public override Expr? Vjp(Expr node, int input, Expr cotangent) =>
        input == 0
            ? EventProductOperation.Build(node.Input(1), cotangent, true)
            : EventProductOperation.Build(node.Input(0), cotangent, false);

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        Expr? left = tangents[0] is { } da ? Build(da, node.Input(1)) : null;
        Expr? right = tangents[1] is { } db ? Build(node.Input(0), db) : null;
        return Tangents.Add(left, right);
    }

    public override Instruction Lower(Node node, Lowering lowering) => lowering.SumOuter(node);
}
