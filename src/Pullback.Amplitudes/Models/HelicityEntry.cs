using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Models;

/// <summary>A wave of a decay: a partial wave (l, s), or one pair of helicities with its own coupling.</summary>
/// <param name="OrbitalMomentum">l of the barrier.</param>
/// <param name="Wave">The partial wave; null for a pair of helicities.</param>
/// <param name="First">The position of the first daughter's helicity.</param>
/// <param name="Second">The position of the second daughter's helicity.</param>
/// <param name="Mirror">The sign of the pair with both helicities reversed, if it has the same coupling; 0 otherwise.</param>
internal readonly record struct HelicityEntry(int OrbitalMomentum, PartialWave? Wave, int First, int Second, double Mirror)
{
    /// <summary>What the wave gives to a pair of helicities.</summary>
    public double Factor(Decay decay, int first, int second)
    {
        if (Wave is { } wave)
            return HelicityCoupling.Of(wave, decay.Core.Quantum.Spin, decay.First.Quantum.Spin, decay.First.Spins[first], decay.Second.Quantum.Spin, decay.Second.Spins[second]);
        if (first == First && second == Second) return 1;
        return Mirror != 0 && decay.First.Spins[first] == -decay.First.Spins[First] && decay.Second.Spins[second] == -decay.Second.Spins[Second] ? Mirror : 0;
    }
}
