using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

/// <summary>Zeros before and after a value along one dimension: the transpose of a slice.</summary>
internal sealed record PadOperation(int Axis, int Before, int After) : GatherOperation
{
    public override string Name => "pad";

    public static Expr Build(Expr x, int axis, int before, int after) =>
        before == 0 && after == 0
            ? x
            : new Expr(x.Graph.Intern(
                new PadOperation(axis, before, after), [x.Node], x.Type with { Shape = x.Shape.With(axis, before + x.Shape[axis] + after) }));

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => Op.Slice(cotangent, Axis, Before, node.Input(0).Shape[Axis]);

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Build(tangent, Axis, Before, After) : null;

    public override IReadOnlyList<GatherRun> Runs(Node node)
    {
        Shape source = node.Inputs[0].Shape;
        int outer = source.Product(..Axis);
        int inner = source.Product((Axis + 1)..);
        int length = source[Axis] * inner;
        var runs = new GatherRun[outer];
        for (int o = 0; o < outer; o++)
        {
            runs[o] = new GatherRun(0, o * length, ((o * node.Shape[Axis]) + Before) * inner, length);
        }

        return runs;
    }
}
