using Pullback.Autodiff;

namespace Pullback.Learning.Categories;

/// <summary>Stands where a third derivative of yields would be: harmless as long as nobody evaluates it.</summary>
internal sealed class ThirdYieldDerivative : ExternalFunction
{
    private const string Advice = "category yields: they have no third derivative as a node. Trace them with TracedYields.";

    public override string Name => "third derivative of category yields";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [.. inputs];

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs) => throw new NotSupportedException(Advice);

    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) => throw new NotSupportedException(Advice);
}
