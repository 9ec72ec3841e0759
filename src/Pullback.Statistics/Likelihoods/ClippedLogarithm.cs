using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The logarithm with a parabola in place of its lower end, so that a density that fits may make zero or negative costs much instead of ending the fit.</summary>
/// <remarks>
/// <c>ln x</c> above ε; below, <c>ln ε + u − u²/2</c> with <c>u = (x − ε)/ε</c>: value and first two derivatives are continuous at ε. Reference: [tfpwa].
/// </remarks>
public static class ClippedLogarithm
{
    /// <summary>The usual ε.</summary>
    public const double DefaultEpsilon = 1e-6;

    /// <summary>The clipped logarithm of a graph value.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static Expr Of(Expr x, double epsilon = DefaultEpsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);

        // Each branch gets an argument of its own side, so that the one that is not taken stays finite, derivatives included.
        Expr isAbove = Op.Less(epsilon, x);
        Expr u = (Op.Select(isAbove, epsilon, x) - epsilon) / epsilon;
        return Op.Select(isAbove, Op.Log(Op.Select(isAbove, x, epsilon)), Math.Log(epsilon) + u - (0.5 * Op.Square(u)));
    }

    /// <summary>The clipped logarithm of a number.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Of(double x, double epsilon = DefaultEpsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        if (x > epsilon) return Math.Log(x);
        double u = (x - epsilon) / epsilon;
        return Math.Log(epsilon) + u - (0.5 * u * u);
    }
}
