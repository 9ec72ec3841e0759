namespace Pullback.HistFactory.Models;

/// <summary>The rate factor <c>tau = sum_b (sum nu_sb)² / sum u_sb²</c> of a parameter that all bins of the samples carrying it measure.</summary>
/// <remarks>A bin with counts but without uncertainty knows the parameter exactly and fixes it.</remarks>
internal sealed class SharedWidth(int parameter, int bins) : WidthRule(parameter)
{
    /// <summary>A constraint stronger than this is indistinguishable from a fixed parameter, and its derivatives would overflow.</summary>
    private const double Strongest = 1e150;

    private readonly List<(int Nominal, int Uncertainty)> _terms = [];

    public void Add(int nominal, int uncertainty) => _terms.Add((nominal, uncertainty));

    public override (double Width, bool IsFixed) Evaluate(ReadOnlySpan<double> inputs)
    {
        double sum = 0.0;
        bool isExact = false;
        for (int b = 0; b < bins; b++)
        {
            (double total, double variance) = Sums(b, inputs);
            double tau = Strength(total, variance);
            isExact |= total > 0.0 && !(tau > 0.0);
            sum += tau;
        }

        return isExact || !(sum > 0.0 && sum <= Strongest) ? (1.0, true) : (sum, false);
    }

    public override void AddGradient(double byWidth, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        for (int b = 0; b < bins; b++)
        {
            (double total, double variance) = Sums(b, inputs);
            double byTau = 2.0 * byWidth * Strength(total, variance);
            if (byTau == 0.0) continue;
            foreach ((int nominal, int uncertainty) in _terms)
            {
                gradient[nominal + b] += byTau / total;
                gradient[uncertainty + b] -= byTau * inputs[uncertainty + b] / variance;
            }
        }
    }

    private static double Strength(double total, double variance)
    {
        double ratio = total / Math.Sqrt(variance);
        return total > 0.0 && variance > 0.0 ? ratio * ratio : 0.0;
    }

    private (double Total, double Variance) Sums(int bin, ReadOnlySpan<double> inputs)
    {
        double total = 0.0;
        double variance = 0.0;
        foreach ((int nominal, int uncertainty) in _terms)
        {
            total += inputs[nominal + bin];
            variance += inputs[uncertainty + bin] * inputs[uncertainty + bin];
        }

        return (total, variance);
    }
}
