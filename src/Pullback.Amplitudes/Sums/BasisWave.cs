namespace Pullback.Amplitudes.Sums;

/// <summary>A stored wave.</summary>
/// <param name="Wave">The number of its coupling.</param>
/// <param name="Chain">The number of its chain.</param>
/// <param name="Way">The way of looking at the event; 0 if all are added.</param>
/// <param name="Group">The group of floating shapes that multiply it.</param>
internal readonly record struct BasisWave(int Wave, int Chain, int Way, int Group);
