using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Models;

/// <summary>The waves of a chain.</summary>
internal sealed class ChainWaves
{
    public required DecayChain Chain { get; init; }

    /// <summary>The number of its topology.</summary>
    public required int Topology { get; init; }

    /// <summary>The number of its first wave among those of all chains.</summary>
    public required int FirstWave { get; init; }

    /// <summary>The decays in the order of the chain.</summary>
    public required DecayWaves[] Decays { get; init; }

    /// <summary>Where combinations of final helicities in the order of the tree go among those in the order of names.</summary>
    public required int[] Order { get; init; }

    /// <summary>How many waves the chain has: the product over its decays.</summary>
    public int Waves => Decays[0].TreeWaves;

    /// <summary>The number of each decay's own wave, in the order of the chain.</summary>
    public int[] Digits(int wave)
    {
        int[] digits = new int[Decays.Length];
        for (int d = Decays.Length - 1; d >= 0; d--) (wave, digits[d]) = (wave / Decays[d].Count, wave % Decays[d].Count);
        return digits;
    }
}
