namespace Pullback.Amplitudes.Decays;

/// <summary>A decay of a topology.</summary>
/// <param name="Core">The final particles of the mother.</param>
/// <param name="First">Those of the daughter that is listed first.</param>
/// <param name="Second">Those of the other.</param>
internal readonly record struct TopologyDecay(int Core, int First, int Second);
