using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Planning;

/// <summary><c>x·y + z</c> rounded once. Made when a program is scheduled, never traced.</summary>
internal sealed record MultiplyAddOperation : TernaryOperation<MultiplyAddOperation.Kernel>
{
    public override string Name => "multiplyAdd";

    public override Expr? Partial(Expr node, int input) => input == 2 ? 1 : node.Input(1 - input);

    internal readonly struct Kernel : ITernaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y, TVector z)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.FusedMultiplyAdd(x, y, z);
    }
}

/// <summary><c>x·y − z</c> rounded once.</summary>
internal sealed record MultiplySubtractOperation : TernaryOperation<MultiplySubtractOperation.Kernel>
{
    public override string Name => "multiplySubtract";

    public override Expr? Partial(Expr node, int input) => input == 2 ? -1 : node.Input(1 - input);

    internal readonly struct Kernel : ITernaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y, TVector z)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.FusedMultiplyAdd(x, y, -z);
    }
}

/// <summary><c>z − x·y</c> rounded once.</summary>
internal sealed record NegativeMultiplyAddOperation : TernaryOperation<NegativeMultiplyAddOperation.Kernel>
{
    public override string Name => "negativeMultiplyAdd";

    public override Expr? Partial(Expr node, int input) => input == 2 ? 1 : -node.Input(1 - input);

    internal readonly struct Kernel : ITernaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y, TVector z)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.FusedMultiplyAdd(-x, y, z);
    }
}
