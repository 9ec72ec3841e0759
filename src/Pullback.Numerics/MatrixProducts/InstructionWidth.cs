using System.Runtime.Intrinsics.X86;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>Which kernels a product runs on. All give the same bits.</summary>
internal enum InstructionWidth
{
    /// <summary>Vectors of the portable 128-bit type.</summary>
    Bits128,

    /// <summary>AVX2 and FMA.</summary>
    Bits256,

    /// <summary>AVX-512F.</summary>
    Bits512,
}

/// <summary>What this machine can do.</summary>
internal static class InstructionWidths
{
    /// <summary>The widest available.</summary>
    /// <remarks>Asks for the instructions: <c>Vector512.IsHardwareAccelerated</c> is false on machines that have them but lower their clock.</remarks>
    public static InstructionWidth Widest =>
        Avx512F.IsSupported ? InstructionWidth.Bits512
        : Avx2.IsSupported && Fma.IsSupported ? InstructionWidth.Bits256
        : InstructionWidth.Bits128;

    /// <summary>Every one that runs here, narrowest first.</summary>
    public static IEnumerable<InstructionWidth> Available => Enum.GetValues<InstructionWidth>().Where(width => width <= Widest);
}
