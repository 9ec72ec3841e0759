using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.HistFactory.Inference;

/// <summary>A maximum likelihood fit: a value that says how it ended.</summary>
public sealed class FitResult
{
    private readonly double[] _values;
    private readonly double[] _covariance;
    private readonly bool[] _isFixed;
    private readonly bool[] _isAtBound;

    internal FitResult(
        ParameterSet parameters, double[] values, double[] covariance, bool[] isFixed, bool[] isAtBound, double nll, NewtonReport report, IReadOnlyList<double> otherMinima)
    {
        Parameters = parameters;
        _values = values;
        _covariance = covariance;
        _isFixed = isFixed;
        _isAtBound = isAtBound;
        Nll = nll;
        Report = report;
        OtherMinima = otherMinima;
    }

    /// <summary>The parameters, in the order of every vector here.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>How the minimization ended.</summary>
    public NewtonReport Report { get; }

    /// <summary>Whether the values are a minimum.</summary>
    public bool IsConverged => Report.IsConverged;

    /// <summary>−ln L at the values, all constants kept.</summary>
    public double Nll { get; }

    /// <summary>−2 ln L at the values.</summary>
    public double TwiceNll => 2.0 * Nll;

    /// <summary>−2 ln L at other minima that were found, all higher than this one.</summary>
    public IReadOnlyList<double> OtherMinima { get; }

    /// <summary>The fitted values. Shape [parameter].</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The inverse Hessian of −ln L over the free parameters, zero for the others; NaN if the fit did not converge. Shape [parameter, parameter], row-major.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>The fitted value of a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public double this[string name] => _values[Parameters.IndexOf(name)];

    /// <summary>The uncertainty of a parameter from the Hessian; 0 if it is fixed or at a bound.</summary>
    /// <param name="index">Its position.</param>
    public double HesseUncertainty(int index) => Math.Sqrt(_covariance[index * _values.Length + index]);

    /// <inheritdoc cref="HesseUncertainty(int)"/>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public double HesseUncertainty(string name) => HesseUncertainty(Parameters.IndexOf(name));

    /// <summary>The correlation of two parameters; 0 where one of them is fixed or at a bound.</summary>
    /// <param name="left">The position of one.</param>
    /// <param name="right">The position of the other.</param>
    public double Correlation(int left, int right)
    {
        if (left == right) return 1.0;
        double scale = HesseUncertainty(left) * HesseUncertainty(right);
        return scale == 0.0 ? 0.0 : Math.Min(1.0, Math.Max(-1.0, _covariance[left * _values.Length + right] / scale));
    }

    /// <summary>Whether a parameter was kept fixed in this fit.</summary>
    /// <param name="index">Its position.</param>
    public bool IsFixed(int index) => _isFixed[index];

    /// <summary>Whether a parameter that could move ended at one of its bounds.</summary>
    /// <param name="index">Its position.</param>
    public bool IsAtBound(int index) => _isAtBound[index];

    /// <summary>Returns this fit when it converged.</summary>
    /// <exception cref="FitFailedException">It did not converge.</exception>
    public FitResult ThrowIfFailed()
    {
        Report.ThrowIfFailed("fit");
        return this;
    }
}
