using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Rendering;

/// <summary>The part of an axis that a panel shows.</summary>
internal readonly record struct AxisSpan(AxisScale Scale, double Minimum, double Maximum)
{
    /// <summary>Position of a value: 0 at the minimum, 1 at the maximum; minus infinity for zero on a logarithmic axis.</summary>
    public double Fraction(double value)
    {
        if (Scale == AxisScale.Logarithmic)
            return (Math.Log10(value) - Math.Log10(Minimum)) / (Math.Log10(Maximum) - Math.Log10(Minimum));

        // Halves keep the difference finite when the limits span the whole range of a double.
        return ((value / 2) - (Minimum / 2)) / ((Maximum / 2) - (Minimum / 2));
    }

    /// <summary>The value at a position: 0 at the minimum, 1 at the maximum.</summary>
    public double At(double fraction) => Scale == AxisScale.Logarithmic
        ? Math.Pow(10, Math.Log10(Minimum) + (fraction * (Math.Log10(Maximum) - Math.Log10(Minimum))))
        : Minimum + (fraction * (Maximum - Minimum));

    /// <summary>The span with its upper limit moved up so that the old one stands at <paramref name="fraction"/>.</summary>
    public AxisSpan WithTopAt(double fraction)
    {
        if (Scale == AxisScale.Logarithmic)
        {
            double low = Math.Log10(Minimum);
            return this with { Maximum = Math.Min(Math.Pow(10, low + ((Math.Log10(Maximum) - low) / fraction)), 1e300) };
        }

        return this with { Maximum = Math.Min(Minimum + ((Maximum - Minimum) / fraction), 1e300) };
    }
}
