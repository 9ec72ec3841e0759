namespace Pullback.HistFactory.Models;

/// <summary>The rate factor <c>tau = nu² / u²</c> of one bin.</summary>
internal sealed class PoissonWidth(int parameter, int nominal, int uncertainty) : WidthRule(parameter)
{
    public override (double Width, bool IsFixed) Evaluate(ReadOnlySpan<double> inputs)
    {
        double nu = inputs[nominal];
        double u = inputs[uncertainty];
        if (!(nu > 0.0) || !(u > 0.0)) return (1.0, true);
        double ratio = nu / u;
        return (ratio * ratio, false);
    }

    public override void AddGradient(double byWidth, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        double nu = inputs[nominal];
        double u = inputs[uncertainty];
        double ratio = nu / u;
        gradient[nominal] += byWidth * 2.0 * ratio / u;
        gradient[uncertainty] -= byWidth * 2.0 * ratio * ratio / u;
    }
}
