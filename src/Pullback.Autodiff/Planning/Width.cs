using System.Numerics;
using Pullback.Autodiff.Execution;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Planning;

/// <summary>Makes an instruction for one element type and vector width.</summary>
internal interface IInstructionMaker
{
    Instruction Make<TVector, T>()
        where TVector : unmanaged, ISimd<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Chooses the widest vectors this processor has.</summary>
internal static class Width
{
    public static Instruction Choose<TMaker>(ElementType element, TMaker maker)
        where TMaker : struct, IInstructionMaker =>
        element == ElementType.Float64 ? Choose64(maker) : Choose32(maker);

    private static Instruction Choose64<TMaker>(TMaker maker)
        where TMaker : struct, IInstructionMaker
    {
        if (Simd512<double>.IsSupported)
        {
            return maker.Make<Simd512<double>, double>();
        }

        if (Simd256<double>.IsSupported)
        {
            return maker.Make<Simd256<double>, double>();
        }

        return Simd128<double>.IsSupported ? maker.Make<Simd128<double>, double>() : maker.Make<SimdScalar<double>, double>();
    }

    private static Instruction Choose32<TMaker>(TMaker maker)
        where TMaker : struct, IInstructionMaker
    {
        if (Simd512<float>.IsSupported)
        {
            return maker.Make<Simd512<float>, float>();
        }

        if (Simd256<float>.IsSupported)
        {
            return maker.Make<Simd256<float>, float>();
        }

        return Simd128<float>.IsSupported ? maker.Make<Simd128<float>, float>() : maker.Make<SimdScalar<float>, float>();
    }
}
