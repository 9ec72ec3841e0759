using Pullback.Amplitudes.Decays;

namespace Pullback.Amplitudes.Models;

/// <summary>The lineshape of a resonance in a decay.</summary>
/// <param name="Decay">The resonance's decay.</param>
/// <param name="CoreGroup">The final particles that the resonance goes to.</param>
/// <param name="FirstGroup">Those of its first daughter.</param>
/// <param name="SecondGroup">Those of its second daughter.</param>
/// <param name="Radius">d in 1/GeV.</param>
internal sealed record ShapeInstance(Decay Decay, int CoreGroup, int FirstGroup, int SecondGroup, double Radius);
