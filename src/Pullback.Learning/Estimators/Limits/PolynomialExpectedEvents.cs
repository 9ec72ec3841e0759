using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>A polynomial of the parameters, <c>ν(θ) = L Σ_k a_k Π_p θ_p^(n_kp)</c>; also what morphing gives.</summary>
public sealed class PolynomialExpectedEvents : IExpectedEvents
{
    private readonly MorphingComponents _components;
    private readonly double[] _coefficients;

    /// <summary>Takes a polynomial.</summary>
    /// <param name="components">The monomials.</param>
    /// <param name="coefficients">a_k, shape [component]; in pb with a luminosity in pb⁻¹, or events with luminosity 1.</param>
    /// <param name="luminosity">L, positive.</param>
    /// <exception cref="ArgumentException">There is not one finite coefficient for each monomial, or the luminosity is not positive.</exception>
    public PolynomialExpectedEvents(MorphingComponents components, ReadOnlySpan<double> coefficients, double luminosity = 1)
    {
        ArgumentNullException.ThrowIfNull(components);
        if (coefficients.Length != components.Count) throw new ArgumentException($"There are {coefficients.Length} coefficients for {components.Count} monomials; give one for each.", nameof(coefficients));
        EventTable.Rows(coefficients, 1, "coefficients");
        if (!(luminosity > 0) || !double.IsFinite(luminosity)) throw new ArgumentException(FormattableString.Invariant($"The luminosity is {luminosity}, but must be positive."), nameof(luminosity));
        _components = components;
        _coefficients = coefficients.ToArray();
        for (int k = 0; k < _coefficients.Length; k++) _coefficients[k] *= luminosity;
    }

    /// <inheritdoc/>
    public int Parameters => _components.ParameterCount;

    /// <summary>The polynomial through the cross sections at the points of a morphing basis: <c>σ(θ) = Σ_b w_b(θ) σ_b = Σ_k c_k(θ) Σ_b M_kb σ_b</c>.</summary>
    /// <param name="basis">The basis.</param>
    /// <param name="crossSections">σ_b, shape [point].</param>
    /// <param name="luminosity">L in the inverse unit of the cross sections, positive.</param>
    /// <exception cref="ArgumentException">There is not one finite cross section for each point.</exception>
    public static PolynomialExpectedEvents OfBasis(MorphingBasis basis, ReadOnlySpan<double> crossSections, double luminosity = 1)
    {
        ArgumentNullException.ThrowIfNull(basis);
        if (crossSections.Length != basis.Count) throw new ArgumentException($"There are {crossSections.Length} cross sections for {basis.Count} points of the basis; give one for each.", nameof(crossSections));
        EventTable.Rows(crossSections, 1, "cross sections");
        double[] coefficients = new double[basis.Components.Count];
        ReadOnlySpan<double> matrix = basis.Matrix.Span;
        for (int k = 0; k < coefficients.Length; k++)
        {
            for (int b = 0; b < basis.Count; b++) coefficients[k] += matrix[(k * basis.Count) + b] * crossSections[b];
        }

        return new PolynomialExpectedEvents(basis.Components, coefficients, luminosity);
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double[] values = _components.Values(point);
        double[] slopes = _components.Gradients(point);
        gradient.Clear();
        double sum = 0;
        for (int k = 0; k < values.Length; k++)
        {
            sum += _coefficients[k] * values[k];
            for (int p = 0; p < Parameters; p++) gradient[p] += _coefficients[k] * slopes[(p * values.Length) + k];
        }

        return sum;
    }
}
