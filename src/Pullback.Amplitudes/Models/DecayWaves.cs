using Pullback.Amplitudes.Barriers;
using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Models;

/// <summary>A decay of a chain, with the tables that its waves need for every event.</summary>
internal sealed class DecayWaves
{
    private readonly double[] _couplings;
    private readonly double[][] _polynomials;
    private readonly int[] _momenta;
    private readonly bool[] _divides;
    private readonly int _second;

    public DecayWaves(Decay decay, int coreGroup, int firstGroup, int secondGroup, double radius, Func<int, bool> dividesByPolynomial)
    {
        Decay = decay;
        (CoreGroup, FirstGroup, SecondGroup, Radius) = (coreGroup, firstGroup, secondGroup, radius);
        IReadOnlyList<HelicityEntry> entries = DecayCouplings.Entries(decay);
        Count = entries.Count;
        _second = decay.Second.Spins.Count;
        int size = decay.First.Spins.Count * _second;
        _couplings = new double[Count * size];
        for (int i = 0; i < Count; i++)
        {
            for (int b = 0; b < decay.First.Spins.Count; b++)
            {
                for (int c = 0; c < _second; c++) _couplings[(i * size) + (b * _second) + c] = entries[i].Factor(decay, b, c);
            }
        }

        _momenta = [.. entries.Select(e => decay.HasBarrier ? (decay.UsesLowestWave ? decay.LowestOrbitalMomentum : e.OrbitalMomentum) : 0)];
        _divides = [.. _momenta.Select(l => decay.HasBlattWeisskopf && dividesByPolynomial(l))];
        _polynomials = [.. _momenta.Select(l => BlattWeisskopf.Coefficients(l).ToArray())];
    }

    public Decay Decay { get; }

    public int CoreGroup { get; }

    public int FirstGroup { get; }

    public int SecondGroup { get; }

    public double Radius { get; }

    /// <summary>How many waves the decay has.</summary>
    public int Count { get; }

    /// <summary>How many waves the decay and those below it have together.</summary>
    public int TreeWaves { get; set; }

    /// <summary>The position of the first daughter's decay in the chain; −1 for a final particle.</summary>
    public int FirstDecay { get; init; }

    public int SecondDecay { get; init; }

    /// <summary>The number of the first daughter among the final particles; −1 for a resonance.</summary>
    public int FirstFinal { get; init; }

    public int SecondFinal { get; init; }

    public double Coupling(int wave, int first, int second) => _couplings[(((wave * (_couplings.Length / Count / _second)) + first) * _second) + second];

    public int BarrierMomentum(int wave) => _momenta[wave];

    /// <summary>Whether a wave's barrier has its Blatt-Weisskopf part; without it the nominal momentum is so far below threshold that the polynomial is negative.</summary>
    public bool DividesByPolynomial(int wave) => _divides[wave];

    public double[] Polynomial(int wave) => _polynomials[wave];
}
