namespace Pullback.Learning.Estimators.Morphing;

/// <summary>The dependence of an event's weight on one nuisance parameter: <c>w(θ, ν) = w(θ, 0) exp(a ν + b ν²)</c>.</summary>
/// <param name="Linear">a.</param>
/// <param name="Quadratic">b.</param>
/// <remarks>Reference: [MadMiner2020].</remarks>
public readonly record struct NuisanceMorphing(double Linear, double Quadratic)
{
    /// <summary>The largest magnitude of a and b: beyond it a weight ratio is a fluctuation, not a systematic effect.</summary>
    public const double Limit = 10.0;

    /// <summary>Finds the coefficients from the weights at ν = +1 and, where there is one, at ν = −1.</summary>
    /// <remarks>
    /// <para>One side: <c>a = ln(w₊/w₀)</c>, <c>b = 0</c>. Both: <c>a = ½ ln(w₊/w₋)</c>, <c>b = ½ ln(w₊ w₋/w₀²)</c>. The model then meets both weights.</para>
    /// <para>Edges: a coefficient that is not finite, such as of a weight that is zero or negative, is 0; magnitudes end at <see cref="Limit"/>.</para>
    /// </remarks>
    /// <param name="reference">The weight w₀ at ν = 0.</param>
    /// <param name="positive">The weight w₊ at ν = +1.</param>
    /// <param name="negative">The weight w₋ at ν = −1, or null.</param>
    public static NuisanceMorphing Of(double reference, double positive, double? negative)
    {
        double up = Math.Log(positive / reference);
        if (negative is not { } below) return new NuisanceMorphing(Bounded(up), 0.0);
        double down = Math.Log(below / reference);
        return new NuisanceMorphing(Bounded(0.5 * (up - down)), Bounded(0.5 * (up + down)));
    }

    /// <summary>The logarithm of the factor, <c>a ν + b ν²</c>.</summary>
    /// <param name="nu">The nuisance parameter, in standard deviations.</param>
    public double LogFactor(double nu) => (Linear + (Quadratic * nu)) * nu;

    /// <summary>The slope of the logarithm, <c>a + 2 b ν</c>: the nuisance parameter's part of the joint score.</summary>
    /// <param name="nu">The nuisance parameter, in standard deviations.</param>
    public double LogSlope(double nu) => Linear + (2.0 * Quadratic * nu);

    private static double Bounded(double coefficient) => double.IsFinite(coefficient) ? Math.Clamp(coefficient, -Limit, Limit) : 0.0;
}
