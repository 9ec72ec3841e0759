namespace Pullback.Amplitudes.Sums;

/// <summary>Keeps the density of each event.</summary>
/// <param name="count">How many events there are.</param>
internal sealed class DensityCollector(int count) : ITileTerm
{
    public double[] Densities { get; } = new double[count];

    public void Apply(int firstEvent, Span<double> densities, Span<double> curvatures, Span<double> shares, Span<double> cross, Span<double> totals) => densities.CopyTo(Densities.AsSpan(firstEvent));
}
