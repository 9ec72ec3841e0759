using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>The solution x of <c>A x = b</c>, by elimination with partial pivoting.</summary>
    /// <remarks><para><b>Derivative.</b> Of the solution: <c>dx = A⁻¹(db − dA x)</c>; the inverse is never formed.</para></remarks>
    /// <param name="matrix">A: a uniform float64 square matrix <c>[n, n]</c>.</param>
    /// <param name="right">b: uniform float64, <c>[n]</c> or <c>[n, m]</c>.</param>
    /// <returns>x, of the shape of <paramref name="right"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a value is not uniform float64.</exception>
    public static Expr Solve(Expr matrix, Expr right)
    {
        SolveOperation.CheckSquare("solve", matrix);
        if (right.Axis is not null || right.ElementType != ElementType.Float64 || right.Shape.Rank is not (1 or 2) || right.Shape[0] != matrix.Shape[0])
        {
            throw new ArgumentException(
                $"solve: the right side must be uniform float64 of shape [{matrix.Shape[0]}] or [{matrix.Shape[0]}, m], found {right}.", nameof(right));
        }

        return SolveOperation.Build(matrix, right, false);
    }
}

internal sealed record SolveOperation(bool Transposed) : Operation
{
    public override string Name => "solve";

    public static Expr Build(Expr matrix, Expr right, bool transposed) =>
        new(matrix.Graph.Intern(new SolveOperation(transposed), [matrix.Node, right.Node], right.Type));

    public static void CheckSquare(string operation, Expr matrix)
    {
        if (matrix.Axis is not null || matrix.ElementType != ElementType.Float64 || matrix.Shape.Rank != 2 || matrix.Shape[0] != matrix.Shape[1])
        {
            throw new ArgumentException($"{operation}: the matrix must be uniform, float64 and square, found {matrix}.", nameof(matrix));
        }
    }

    public override double Cost(Node node) => Math.Pow(node.Shape[0], 3);

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        Expr right = Build(node.Input(0), cotangent, !Transposed);
        if (input == 1)
        {
            return right;
        }

        Expr outer = Transposed ? Outer(node, right) : Outer(right, node);
        return -outer;
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        Expr? right = tangents[1];
        if (tangents[0] is { } matrix)
        {
            right = Tangents.Add(right, -Op.MatMul(matrix, node, transposeA: Transposed));
        }

        return right is { } tangent ? Build(node.Input(0), tangent, Transposed) : null;
    }

    public override Instruction Lower(Node node, Lowering lowering) =>
        new SolveInstruction(node.Shape[0], node.Shape.Length / node.Shape[0], Transposed)
        {
            State = lowering.NewState(),
            Inputs = lowering.Inputs(node),
            Output = lowering.Output(node),
        };

    private static Expr Outer(Expr left, Expr right)
    {
        Shape Matrix(Expr e) => Shape.Of(e.Shape[0], e.Shape.Length / e.Shape[0]);
        return Op.MatMul(Op.Reshape(left, Matrix(left)), Op.Reshape(right, Matrix(right)), transposeB: true);
    }
}
