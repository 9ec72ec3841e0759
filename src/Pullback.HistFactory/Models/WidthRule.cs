namespace Pullback.HistFactory.Models;

/// <summary>How the width or rate factor of a constraint follows from the templates, with its derivatives.</summary>
internal abstract class WidthRule(int parameter)
{
    /// <summary>The parameter constrained.</summary>
    public int Parameter { get; } = parameter;

    /// <summary>The width (normal) or rate factor (Poisson), and whether the parameter is fixed because there is none.</summary>
    public abstract (double Width, bool IsFixed) Evaluate(ReadOnlySpan<double> inputs);

    /// <summary>Adds a derivative with respect to the width to those with respect to the inputs. Not called where the parameter is fixed.</summary>
    public abstract void AddGradient(double byWidth, ReadOnlySpan<double> inputs, Span<double> gradient);
}
