namespace Pullback.Amplitudes.Models;

/// <summary>How the helicities of final particles in different topologies are brought to the same axes.</summary>
/// <param name="WithBoosts">Whether Wigner's rotation is kept (<c>r_boost</c>); without it only the axes are turned, which is another model.</param>
/// <param name="ToCoordinates">Whether the axes are those of the coordinates (<c>align_ref: center_mass</c>) and not those of the first topology in which the top goes to the particle directly.</param>
public readonly record struct AlignmentMode(bool WithBoosts, bool ToCoordinates);
