namespace Pullback.Amplitudes.Sums;

/// <summary>The stored waves of consecutive events, in tiles.</summary>
/// <param name="FirstEvent">The number of the first event.</param>
/// <param name="Events">How many events there are.</param>
/// <param name="Waves">Shape [tile, column, real or imaginary, lane].</param>
/// <param name="ShapeInputs">Of every floating shape with the rational form s and h, shape [shape][tile, s or h, lane]; null for others.</param>
/// <param name="Masses">The masses that other floating shapes need, shape [way][group][event].</param>
/// <param name="IsNegative">Whether an event is of negative charge, shape [event]; null if couplings do not differ.</param>
internal sealed record WaveBlock(int FirstEvent, int Events, double[] Waves, double[]?[] ShapeInputs, double[][][] Masses, bool[]? IsNegative);
