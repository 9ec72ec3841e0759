namespace Pullback.HistFactory.Interpolation;

/// <summary>How a modifier moves between its variations at −1 and +1 standard deviations, by HistFactory's numbers.</summary>
/// <remarks>Reference: [HistFactory2012, section 4.1], [Pyhf2021].</remarks>
public enum InterpolationCode
{
    /// <summary>Additive, piecewise linear: a kink at 0.</summary>
    Code0,

    /// <summary>Multiplicative, piecewise exponential: a kink at 0.</summary>
    Code1,

    /// <summary>Additive, quadratic inside ±1 and linear outside. As in pyhf, the linear part leaves out a constant, so that the value jumps at ±1.</summary>
    Code2,

    /// <summary>Multiplicative, exponential outside ±1 and a polynomial of degree 6 inside that joins with two continuous derivatives.</summary>
    Code4,

    /// <summary>Additive, linear outside ±1 and a polynomial of degree 6 inside that joins with two continuous derivatives.</summary>
    Code4p,
}
