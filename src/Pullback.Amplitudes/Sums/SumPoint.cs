namespace Pullback.Amplitudes.Sums;

/// <summary>The point at which sums are taken.</summary>
/// <param name="Couplings">Shape [charge][wave, part].</param>
/// <param name="Rational">a and b of the rational floating shapes, shape [shape, 2].</param>
/// <param name="Parameter">The value of a parameter, for other floating shapes.</param>
internal sealed record SumPoint(double[][] Couplings, double[] Rational, Func<string, double> Parameter);
