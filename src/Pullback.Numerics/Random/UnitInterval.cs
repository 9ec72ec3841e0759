using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Random;

/// <summary>Maps random words to the unit interval.</summary>
internal static class UnitInterval
{
    /// <summary>Multiples of 2⁻⁵³ in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double HalfOpen(ulong word) => (word >> 11) * (1.0 / (1UL << 53));

    /// <summary>Odd multiples of 2⁻⁵³ in (0, 1): a logarithm of it is finite and not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Open(ulong word) => ((word >> 12) + 0.5) * (1.0 / (1UL << 52));
}
