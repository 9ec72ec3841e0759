using System.Globalization;

namespace Pullback.Statistics.Parameters;

/// <summary>Maps all numbers x onto the interval of a bounded parameter y, so that a minimizer without bounds keeps them.</summary>
/// <remarks>
/// <para>No bound: y = x. A lower bound a: <c>y = a − 1 + √(x² + 1)</c>. An upper bound b: <c>y = b + 1 − √(x² + 1)</c>. Both:
/// <c>y = a + (b − a)(sin x + 1)/2</c>. These are Minuit's. Reference: [JamesRoos1975].</para>
/// <para>At a bound dy/dx = 0: a minimizer that arrives there stays, so that a fit that respects bounds itself is to be preferred.</para>
/// </remarks>
public readonly record struct BoundTransform
{
    /// <summary>Creates a transform.</summary>
    /// <param name="lower">a; <c>−∞</c> for none.</param>
    /// <param name="upper">b, above a; <c>+∞</c> for none.</param>
    /// <exception cref="ArgumentException">The bounds are NaN or out of order.</exception>
    public BoundTransform(double lower, double upper)
    {
        if (!(lower < upper)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The bounds are {lower} and {upper}, but the first must be below the second."), nameof(lower));
        Lower = lower;
        Upper = upper;
    }

    /// <summary>The lower bound.</summary>
    public double Lower { get; }

    /// <summary>The upper bound.</summary>
    public double Upper { get; }

    private bool HasLower => double.IsFinite(Lower);

    private bool HasUpper => double.IsFinite(Upper);

    /// <summary>y(x).</summary>
    /// <param name="x">The free variable.</param>
    public double Value(double x) => (HasLower, HasUpper) switch
    {
        (false, false) => x,
        (true, false) => Lower + Rise(x),
        (false, true) => Upper - Rise(x),
        _ => Lower + ((Upper - Lower) * (Math.Sin(x) + 1) / 2),
    };

    /// <summary>dy/dx.</summary>
    /// <param name="x">The free variable.</param>
    public double Slope(double x) => (HasLower, HasUpper) switch
    {
        (false, false) => 1,
        (true, false) => x / double.Hypot(x, 1),
        (false, true) => -x / double.Hypot(x, 1),
        _ => (Upper - Lower) * Math.Cos(x) / 2,
    };

    /// <summary>d²y/dx².</summary>
    /// <param name="x">The free variable.</param>
    public double Curvature(double x) => (HasLower, HasUpper) switch
    {
        (false, false) => 0,
        (true, false) => Math.Pow(double.Hypot(x, 1), -3),
        (false, true) => -Math.Pow(double.Hypot(x, 1), -3),
        _ => (Lower - Upper) * Math.Sin(x) / 2,
    };

    /// <summary>The x of a y, which is moved into the bounds first: the one that is not negative, or between −π/2 and π/2.</summary>
    /// <param name="y">The parameter.</param>
    public double Inverse(double y)
    {
        double inside = Math.Clamp(y, Lower, Upper);
        return (HasLower, HasUpper) switch
        {
            (false, false) => inside,
            (true, false) => Fall(inside - Lower),
            (false, true) => Fall(Upper - inside),
            _ => Math.Asin(Math.Clamp((2 * (inside - Lower) / (Upper - Lower)) - 1, -1, 1)),
        };
    }

    // √(x² + 1) − 1 without cancellation, and its inverse.
    private static double Rise(double x) => x / (double.Hypot(x, 1) + 1) * x;

    private static double Fall(double rise) => Math.Sqrt(rise * (rise + 2));
}
