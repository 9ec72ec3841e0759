namespace Pullback.Learning.Estimators.Limits;

/// <summary>Expected events known on a grid, joined by the product of cubic splines: <c>ν(θ) = L Σ σ_{i…j} c_i(θ₀) … c_j(θ_P)</c>.</summary>
/// <remarks>Twice continuously differentiable; exact for polynomials up to the third power of each parameter where an axis has four nodes or more. Beyond the grid the outer pieces go on: keep parameters inside by their bounds.</remarks>
public sealed class GridExpectedEvents : IExpectedEvents
{
    private readonly SplineAxis[] _axes;
    private readonly double[] _values;

    /// <summary>Takes a grid.</summary>
    /// <param name="axes">Increasing nodes of each parameter, at least two; shape [parameter][node].</param>
    /// <param name="crossSections">σ at the nodes, row-major, the last parameter changing fastest.</param>
    /// <param name="luminosity">L in the inverse unit of the cross sections, positive.</param>
    /// <exception cref="ArgumentException">Nodes do not increase, there is not one finite cross section for each point, or the luminosity is not positive.</exception>
    public GridExpectedEvents(IReadOnlyList<IReadOnlyList<double>> axes, ReadOnlySpan<double> crossSections, double luminosity = 1)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count == 0) throw new ArgumentException("The grid has no axis; give one for each parameter.", nameof(axes));
        _axes = [.. axes.Select((nodes, p) => new SplineAxis(nodes, $"Axis {p} of the cross sections"))];
        int points = _axes.Aggregate(1, (count, axis) => checked(count * axis.Count));
        if (crossSections.Length != points)
            throw new ArgumentException($"There are {crossSections.Length} cross sections, but a grid of {string.Join(" × ", _axes.Select(axis => axis.Count))} nodes needs {points}.", nameof(crossSections));
        EventTable.Rows(crossSections, 1, "cross sections");
        if (!(luminosity > 0) || !double.IsFinite(luminosity)) throw new ArgumentException(FormattableString.Invariant($"The luminosity is {luminosity}, but must be positive."), nameof(luminosity));
        _values = crossSections.ToArray();
        for (int i = 0; i < points; i++) _values[i] *= luminosity;
    }

    /// <inheritdoc/>
    public int Parameters => _axes.Length;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        if (point.Length != Parameters) throw new ArgumentException($"The point has {point.Length} parameters, but the grid has {Parameters} axes.", nameof(point));
        double[][] weights = new double[Parameters][], slopes = new double[Parameters][];
        for (int p = 0; p < Parameters; p++)
        {
            weights[p] = new double[_axes[p].Count];
            slopes[p] = new double[_axes[p].Count];
            _axes[p].Weights(point[p], weights[p], slopes[p]);
        }

        for (int k = 0; k < Parameters; k++) gradient[k] = Contract(weights, slopes, k);
        return Contract(weights, slopes, -1);
    }

    /// <summary>The sum over the grid, the derivative of one parameter if it is named. One axis after the other, the last first.</summary>
    private double Contract(double[][] weights, double[][] slopes, int along)
    {
        double[] left = _values;
        for (int p = Parameters - 1; p >= 0; p--)
        {
            double[] factors = p == along ? slopes[p] : weights[p];
            double[] next = new double[left.Length / factors.Length];
            for (int i = 0; i < next.Length; i++)
            {
                for (int k = 0; k < factors.Length; k++) next[i] += factors[k] * left[(i * factors.Length) + k];
            }

            left = next;
        }

        return left[0];
    }
}
