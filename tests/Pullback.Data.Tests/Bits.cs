namespace Pullback.Data.Tests;

/// <summary>A small generator (xorshift64*) for fuzzing with recorded seeds.</summary>
internal struct Bits(ulong seed)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) | 1;

    public int Below(int bound)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)((_state * 0x2545F4914F6CDD1D >> 33) % (ulong)bound);
    }
}
