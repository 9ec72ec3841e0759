namespace Pullback.Statistics.Minimization;

/// <summary>A function that also knows its gradient.</summary>
public interface IHasGradient : IHasValue
{
    /// <summary>The value and the gradient at a point.</summary>
    /// <param name="point">Shape [variable].</param>
    /// <param name="gradient">Receives the gradient, shape [variable]; unspecified when the value is infinite.</param>
    /// <returns>The value; <c>+infinity</c> outside the domain, never NaN.</returns>
    double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient);
}
