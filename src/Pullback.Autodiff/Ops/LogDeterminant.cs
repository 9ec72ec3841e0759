using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary><c>ln |det A|</c>; −∞ for a singular matrix.</summary>
    /// <remarks><para><b>Derivative.</b> <c>A⁻ᵀ</c>.</para></remarks>
    /// <param name="matrix">A: a uniform float64 square matrix.</param>
    /// <returns>The uniform scalar.</returns>
    /// <exception cref="ArgumentException">The value is not a uniform float64 square matrix.</exception>
    public static Expr LogDeterminant(Expr matrix)
    {
        SolveOperation.CheckSquare("logDeterminant", matrix);
        return new Expr(matrix.Graph.Intern(new LogDeterminantOperation(), [matrix.Node], matrix.Type with { Shape = Shape.Scalar }));
    }

    /// <summary>The identity matrix.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="order">Number of rows.</param>
    /// <returns>The constant <c>[order, order]</c>.</returns>
    public static Expr Identity(Graph graph, int order)
    {
        ArgumentNullException.ThrowIfNull(graph);
        double[] values = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            values[(i * order) + i] = 1;
        }

        return graph.Constant(values, Shape.Of(order, order));
    }
}

internal sealed record LogDeterminantOperation : Operation
{
    public override string Name => "logDeterminant";

    public override double Cost(Node node) => Math.Pow(node.Inputs[0].Shape[0], 3);

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => cotangent * Inverse(node, transposed: true);

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.Sum(tangent * Inverse(node, transposed: true)) : null;

    public override Instruction Lower(Node node, Lowering lowering) => new LogDeterminantInstruction(node.Inputs[0].Shape[0])
    {
        State = lowering.NewState(),
        Inputs = lowering.Inputs(node),
        Output = lowering.Output(node),
    };

    private static Expr Inverse(Expr node, bool transposed) =>
        SolveOperation.Build(node.Input(0), Op.Identity(node.Graph, node.Input(0).Shape[0]), transposed);
}
