using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Tracing;

/// <summary>An elementwise operation of two operands.</summary>
internal abstract record BinaryOperation<TKernel> : ElementwiseOperation
    where TKernel : struct, IBinaryKernel
{
    public sealed override int Arity => 2;

    public sealed override double Fold(ReadOnlySpan<double> operands) =>
        TKernel.Apply<SimdScalar<double>, double>(SimdScalar<double>.Create(operands[0]), SimdScalar<double>.Create(operands[1])).Value;

    public sealed override Instruction Lower(Node node, Lowering lowering) => lowering.Binary<TKernel>(node);
}
