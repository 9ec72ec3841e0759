using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Tracing;

/// <summary>An elementwise operation of three operands.</summary>
internal abstract record TernaryOperation<TKernel> : ElementwiseOperation
    where TKernel : struct, ITernaryKernel
{
    public sealed override int Arity => 3;

    public sealed override double Fold(ReadOnlySpan<double> operands) =>
        TKernel.Apply<SimdScalar<double>, double>(
            SimdScalar<double>.Create(operands[0]), SimdScalar<double>.Create(operands[1]), SimdScalar<double>.Create(operands[2])).Value;

    public sealed override Instruction Lower(Node node, Lowering lowering) => lowering.Ternary<TKernel>(node);
}
