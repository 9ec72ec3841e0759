namespace Pullback.Statistics.Minimization;

/// <summary>A real function of several variables that can be evaluated.</summary>
public interface IHasValue
{
    /// <summary>The number of variables.</summary>
    int Dimension { get; }

    /// <summary>The value at a point.</summary>
    /// <param name="point">Shape [variable].</param>
    /// <returns>The value; <c>+infinity</c> outside the domain, never NaN.</returns>
    double Value(ReadOnlySpan<double> point);
}
