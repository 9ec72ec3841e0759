namespace Pullback.Amplitudes.Sums;

/// <summary>A column of a tile.</summary>
/// <param name="Basis">The stored wave.</param>
/// <param name="Helicity">The combination of helicities.</param>
internal readonly record struct WaveColumn(int Basis, int Helicity);
