namespace Pullback.Learning.Estimators.Limits;

/// <summary>The expected number of events as a function of the parameters, <c>ν(θ) = L σ(θ)</c>.</summary>
public interface IExpectedEvents
{
    /// <summary>The number of parameters.</summary>
    int Parameters { get; }

    /// <summary>The expected number and its gradient.</summary>
    /// <param name="point">θ, shape [parameter].</param>
    /// <param name="gradient">Receives ∂ν/∂θ, shape [parameter].</param>
    /// <returns>ν(θ); where it is not positive the likelihood is zero.</returns>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient);
}
