namespace Pullback.Numerics.Random;

/// <summary>Four 64-bit words: a counter of <see cref="Philox"/> or what it is mapped to.</summary>
internal readonly record struct PhiloxBlock(ulong Word0, ulong Word1, ulong Word2, ulong Word3)
{
    /// <summary>Number of words in a block.</summary>
    public const int Words = 4;

    /// <summary>Word <paramref name="index"/> modulo 4.</summary>
    public ulong this[int index] => (index & 3) switch
    {
        0 => Word0,
        1 => Word1,
        2 => Word2,
        _ => Word3,
    };
}
