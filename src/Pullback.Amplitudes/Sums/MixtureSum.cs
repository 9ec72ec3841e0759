using Pullback.Statistics.Likelihoods;

namespace Pullback.Amplitudes.Sums;

/// <summary>The negative logarithms of measurements, <c>−Σ_g W_g ln(a F_g/I + b_g)</c>; with a = I and b = 0 the plain density.</summary>
/// <remarks><c>F_g = Σ w ε f/W_g</c> over the rows of a measurement, <c>W_g = Σ w</c>. The logarithm is continued below its clip.</remarks>
internal sealed class MixtureSum : ITileTerm
{
    private readonly double[] _weights;
    private readonly double[]? _efficiencies;
    private readonly double[]? _additions;
    private readonly int _size;
    private readonly double _fraction;
    private readonly double _integral;

    /// <summary>The sum of <c>−W ln F</c>, or of a mixture.</summary>
    /// <param name="weights">w, shape [event].</param>
    /// <param name="size">How many rows make a measurement.</param>
    /// <param name="efficiencies">ε, shape [event]; null for 1.</param>
    /// <param name="fraction">a.</param>
    /// <param name="integral">I; NaN for the plain density.</param>
    /// <param name="additions">b, shape [measurement]; null for 0.</param>
    public MixtureSum(double[] weights, int size, double[]? efficiencies = null, double fraction = 1, double integral = double.NaN, double[]? additions = null)
    {
        (_weights, _size, _efficiencies, _fraction, _integral, _additions) = (weights, size, efficiencies, fraction, integral, additions);
    }

    public void Apply(int firstEvent, Span<double> densities, Span<double> curvatures, Span<double> shares, Span<double> cross, Span<double> totals)
    {
        bool isMixture = !double.IsNaN(_integral);
        double u = isMixture ? _fraction / _integral : 1, du = isMixture ? -u / _integral : 0, ddu = isMixture ? 2 * u / (_integral * _integral) : 0;
        double value = 0, first = 0, second = 0;
        curvatures.Clear();
        for (int g = 0, start = 0; start < densities.Length; g++, start += _size)
        {
            int end = Math.Min(densities.Length, start + _size);
            double weight = 0, mean = 0;
            for (int e = start; e < end; e++) weight += _weights[firstEvent + e];
            double norm = weight == 0 ? 1 : weight;
            for (int e = start; e < end; e++)
            {
                shares[e] = _weights[firstEvent + e] / norm * (_efficiencies is null ? 1 : _efficiencies[firstEvent + e]);
                mean += shares[e] * densities[e];
            }

            double p = (u * mean) + (_additions is null ? 0 : _additions[(firstEvent / _size) + g]);
            (double log, double slope, double bend) = Logarithm(p);
            double dz = mean * du;
            value -= weight * log;
            first -= weight * slope * dz;
            second -= weight * ((bend * dz * dz) + (slope * mean * ddu));
            curvatures[g] = -weight * bend * u * u;
            double factor = -weight * slope * u, mixed = -weight * ((bend * dz * u) + (slope * du));
            for (int e = start; e < end; e++)
            {
                densities[e] = factor * shares[e];
                cross[e] = mixed * shares[e];
            }
        }

        totals[0] += value;
        totals[1] += first;
        totals[2] += second;
    }

    private static (double Value, double Slope, double Curvature) Logarithm(double x)
    {
        const double Clip = ClippedLogarithm.DefaultEpsilon;
        if (x > Clip) return (Math.Log(x), 1 / x, -1 / (x * x));
        double u = (x - Clip) / Clip;
        return (Math.Log(Clip) + u - (u * u / 2), (1 - u) / Clip, -1 / (Clip * Clip));
    }
}
