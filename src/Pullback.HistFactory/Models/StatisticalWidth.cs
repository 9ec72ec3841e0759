namespace Pullback.HistFactory.Models;

/// <summary>
/// The relative uncertainty <c>delta = sqrt(sum u²) / sum nu</c> of one bin over the samples that share its parameter; as a rate factor <c>1/delta²</c>.
/// </summary>
internal sealed class StatisticalWidth(int parameter, bool isRateFactor, double threshold) : WidthRule(parameter)
{
    private readonly List<(int Nominal, int Uncertainty)> _terms = [];

    public void Add(int nominal, int uncertainty) => _terms.Add((nominal, uncertainty));

    public override (double Width, bool IsFixed) Evaluate(ReadOnlySpan<double> inputs)
    {
        (double total, double variance) = Sums(inputs);
        double delta = total > 0.0 ? Math.Sqrt(variance) / total : 0.0;
        if (delta == 0.0) return (1.0, true);
        return (isRateFactor ? 1.0 / (delta * delta) : delta, delta < threshold);
    }

    public override void AddGradient(double byWidth, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        (double total, double variance) = Sums(inputs);
        double delta = Math.Sqrt(variance) / total;
        double byDelta = isRateFactor ? -2.0 * byWidth / (delta * delta * delta) : byWidth;
        foreach ((int nominal, int uncertainty) in _terms)
        {
            gradient[nominal] -= byDelta * delta / total;
            gradient[uncertainty] += byDelta * inputs[uncertainty] / (delta * total * total);
        }
    }

    private (double Total, double Variance) Sums(ReadOnlySpan<double> inputs)
    {
        double total = 0.0;
        double variance = 0.0;
        foreach ((int nominal, int uncertainty) in _terms)
        {
            total += inputs[nominal];
            variance += inputs[uncertainty] * inputs[uncertainty];
        }

        return (total, variance);
    }
}
