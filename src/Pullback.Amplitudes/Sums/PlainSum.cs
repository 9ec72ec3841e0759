namespace Pullback.Amplitudes.Sums;

/// <summary>The weighted sum of densities, <c>Σ w f</c>.</summary>
/// <param name="weights">Shape [event].</param>
internal sealed class PlainSum(double[] weights) : ITileTerm
{
    public void Apply(int firstEvent, Span<double> densities, Span<double> curvatures, Span<double> shares, Span<double> cross, Span<double> totals)
    {
        double sum = 0;
        for (int e = 0; e < densities.Length; e++)
        {
            double weight = weights[firstEvent + e];
            sum += weight * densities[e];
            densities[e] = weight;
            shares[e] = 1;
            cross[e] = 0;
        }

        curvatures.Clear();
        totals[0] += sum;
    }
}
