using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Random;

/// <summary>The endless word sequence that belongs to one element of a <see cref="RandomStream"/>.</summary>
/// <remarks>
/// Samplers that reject need a number of words that is not known beforehand. Each element therefore owns 2⁶⁴ blocks
/// (counter word 0 counts them, word 1 is the element), so one element's rejections never shift the next one's numbers.
/// </remarks>
internal ref struct WordSource
{
    private readonly ulong _key0;
    private readonly ulong _key1;
    private readonly ulong _element;
    private readonly ulong _index;
    private readonly ulong _kind;
    private ulong _blocks;
    private int _used;
    private PhiloxBlock _current;

    public WordSource(ulong key0, ulong key1, ulong element, ulong index, ulong kind)
    {
        _key0 = key0;
        _key1 = key1;
        _element = element;
        _index = index;
        _kind = kind;
        _used = PhiloxBlock.Words;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        if (_used == PhiloxBlock.Words)
        {
            _current = Philox.Block(new PhiloxBlock(_blocks++, _element, _index, _kind), _key0, _key1);
            _used = 0;
        }

        return _current[_used++];
    }

    /// <summary>The next uniform number strictly inside (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextOpen() => UnitInterval.Open(Next());

    /// <summary>The next standard normal number.</summary>
    public double NextNormal() => BoxMuller.First(Next(), Next());

    /// <summary>The next integer in [0, <paramref name="count"/>), without bias.</summary>
    /// <remarks>High half of a 128-bit product, rejecting the few low halves that would favour some integers. Reference: [Lemire2019].</remarks>
    public ulong NextBelow(ulong count)
    {
        ulong high = Math.BigMul(Next(), count, out ulong low);
        if (low < count)
        {
            ulong threshold = (0 - count) % count;
            while (low < threshold) high = Math.BigMul(Next(), count, out low);
        }

        return high;
    }
}
