using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Random;

/// <summary>The Philox 4x64-10 bijection: 256 bits of counter and 128 bits of key to 256 pseudo-random bits.</summary>
/// <remarks>
/// <para>Ten rounds of two 64 × 64 → 128 bit multiplications; the key is raised by a Weyl constant before each round but the first. Without state,
/// so any block of any stream can be computed by itself.</para>
/// <para>Reference: [Salmon2011].</para>
/// </remarks>
internal static class Philox
{
    private const int Rounds = 10;
    private const ulong Multiplier0 = 0xD2E7470EE14C6C93;
    private const ulong Multiplier1 = 0xCA5A826395121157;
    private const ulong Weyl0 = 0x9E3779B97F4A7C15; // golden ratio
    private const ulong Weyl1 = 0xBB67AE8584CAA73B; // √3 − 1

    /// <summary>One block of four words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxBlock Block(PhiloxBlock counter, ulong key0, ulong key1)
    {
        (ulong c0, ulong c1, ulong c2, ulong c3) = (counter.Word0, counter.Word1, counter.Word2, counter.Word3);
        for (int round = 0; round < Rounds; round++)
        {
            ulong high0 = Math.BigMul(Multiplier0, c0, out ulong low0);
            ulong high1 = Math.BigMul(Multiplier1, c2, out ulong low1);
            (c0, c1, c2, c3) = (high1 ^ c1 ^ key0, low1, high0 ^ c3 ^ key1, low0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return new PhiloxBlock(c0, c1, c2, c3);
    }
}
