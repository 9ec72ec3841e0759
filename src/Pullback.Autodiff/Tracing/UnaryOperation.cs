using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Tracing;

/// <summary>An elementwise operation of one operand.</summary>
internal abstract record UnaryOperation<TKernel> : ElementwiseOperation
    where TKernel : struct, IUnaryKernel
{
    public sealed override int Arity => 1;

    /// <summary>The derivative at <paramref name="x"/>, where the value is <paramref name="y"/>; null where it is zero everywhere.</summary>
    public abstract Expr? Derivative(Expr x, Expr y);

    public sealed override Expr? Partial(Expr node, int input) => Derivative(node.Input(0), node);

    public sealed override double Fold(ReadOnlySpan<double> operands) =>
        TKernel.Apply<SimdScalar<double>, double>(SimdScalar<double>.Create(operands[0])).Value;

    public sealed override Instruction Lower(Node node, Lowering lowering) => lowering.Unary<TKernel>(node);
}
