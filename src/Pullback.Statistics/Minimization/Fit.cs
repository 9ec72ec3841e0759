using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Minimization;

/// <summary>The result of a maximum likelihood fit: a value that says how it ended.</summary>
public sealed class Fit
{
    private readonly double[] _values;
    private readonly double[] _covariance;
    private readonly bool[] _fixed;

    internal Fit(ParameterSet parameters, double[] values, double[] covariance, bool[] isFixed, double nll, NewtonReport report)
    {
        Parameters = parameters;
        _values = values;
        _covariance = covariance;
        _fixed = isFixed;
        Nll = nll;
        Report = report;
    }

    /// <summary>The parameters, in the order of every vector here.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>How the minimization ended, with its estimated distance to the minimum and its evaluations.</summary>
    public NewtonReport Report { get; }

    /// <summary>Whether the values are the minimum. When not, <see cref="FitOutcomes.Advice"/> of the outcome says what to do.</summary>
    public bool IsConverged => Report.IsConverged;

    /// <summary>The negative log likelihood at the values, all constants kept.</summary>
    public double Nll { get; }

    /// <summary>Twice the negative log likelihood.</summary>
    public double TwiceNll => 2.0 * Nll;

    /// <summary>The fitted values, shape [parameter].</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The inverse Hessian of the free parameters, zero for fixed parameters and those at a bound; NaN if the fit did not converge. Shape [parameter, parameter], row-major.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>The fitted value of a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public double this[string name] => _values[Parameters.IndexOf(name)];

    /// <summary>The uncertainty of a parameter from the Hessian; 0 if it is fixed or at a bound.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public double HesseUncertainty(string name)
    {
        int i = Parameters.IndexOf(name);
        return Math.Sqrt(_covariance[i * _values.Length + i]);
    }

    /// <summary>Whether a parameter was kept fixed in this fit.</summary>
    /// <param name="index">Its position.</param>
    public bool IsFixed(int index) => _fixed[index];

    /// <summary>Whether a parameter that could move ended at one of its bounds.</summary>
    /// <param name="index">Its position.</param>
    public bool IsAtBound(int index) => !_fixed[index] && (_values[index] <= Parameters[index].Lower || _values[index] >= Parameters[index].Upper);

    /// <summary>Returns this fit when it converged.</summary>
    /// <exception cref="FitFailedException">It did not converge.</exception>
    public Fit ThrowIfFailed()
    {
        Report.ThrowIfFailed("fit");
        return this;
    }
}
