using Pullback.HistFactory.Jets;

namespace Pullback.HistFactory.Interpolation;

/// <summary>
/// The weights of an additive interpolation, <c>Delta = (hi - nominal) u(alpha) + (nominal - lo) d(alpha)</c>: one pair for a parameter serves every bin.
/// </summary>
/// <remarks>
/// <para>Code 0: <c>u = alpha, d = 0</c> above 0; <c>u = 0, d = alpha</c> at and below it.</para>
/// <para>Code 2: <c>u, d = (alpha ± alpha²) / 2</c> inside ±1; above, <c>u = 3(alpha - 1)/2, d = -(alpha - 1)/2</c>; below, <c>u = -(alpha + 1)/2, d = 3(alpha + 1)/2</c>.</para>
/// <para>Code 4p: <c>u, d = alpha/2 ± w</c> with <c>w = alpha²(15 - 10 alpha² + 3 alpha⁴)/16</c> inside ±1, and as code 0 outside.</para>
/// <para>Reference: [HistFactory2012, section 4.1], [Pyhf2021].</para>
/// </remarks>
public static class AdditiveInterpolation
{
    /// <summary>The weights at a value of the parameter.</summary>
    /// <typeparam name="T">The kind of number.</typeparam>
    /// <param name="code">An additive code.</param>
    /// <param name="alpha">The parameter, in standard deviations.</param>
    /// <returns>u and d.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The code is multiplicative.</exception>
    internal static (T Up, T Down) Weights<T>(InterpolationCode code, T alpha)
        where T : struct, IReal<T>
    {
        switch (code)
        {
            case InterpolationCode.Code0:
                return Linear(alpha);
            case InterpolationCode.Code2 when T.ValueOf(alpha) > 1.0:
                return (T.Of(1.5) * (alpha - T.Of(1.0)), T.Of(-0.5) * (alpha - T.Of(1.0)));
            case InterpolationCode.Code2 when T.ValueOf(alpha) < -1.0:
                return (T.Of(-0.5) * (alpha + T.Of(1.0)), T.Of(1.5) * (alpha + T.Of(1.0)));
            case InterpolationCode.Code2:
                return (T.Of(0.5) * (alpha + alpha * alpha), T.Of(0.5) * (alpha - alpha * alpha));
            case InterpolationCode.Code4p when Math.Abs(T.ValueOf(alpha)) > 1.0:
                return Linear(alpha);
            case InterpolationCode.Code4p:
                T square = alpha * alpha;
                T even = T.Of(1.0 / 16.0) * square * (T.Of(15.0) + square * (T.Of(-10.0) + T.Of(3.0) * square));
                return (T.Of(0.5) * alpha + even, T.Of(0.5) * alpha - even);
            default:
                throw NotAdditive(code);
        }
    }

    /// <summary>The derivatives of the weights with respect to the parameter.</summary>
    internal static (T Up, T Down) WeightSlopes<T>(InterpolationCode code, T alpha)
        where T : struct, IReal<T>
    {
        double value = T.ValueOf(alpha);
        switch (code)
        {
            case InterpolationCode.Code2 when Math.Abs(value) <= 1.0:
                return (T.Of(0.5) + alpha, T.Of(0.5) - alpha);
            case InterpolationCode.Code4p when Math.Abs(value) <= 1.0:
                T square = alpha * alpha;
                T even = T.Of(1.0 / 16.0) * alpha * (T.Of(30.0) + square * (T.Of(-40.0) + T.Of(18.0) * square));
                return (T.Of(0.5) + even, T.Of(0.5) - even);
            default:
                AdditiveWeights weights = At(code, value);
                return (T.Of(weights.UpSlope), T.Of(weights.DownSlope));
        }
    }

    /// <summary>The weights with their first two derivatives.</summary>
    /// <param name="code">An additive code.</param>
    /// <param name="alpha">The parameter, in standard deviations.</param>
    /// <returns>u, d and what their derivatives are; at a kink those of the side that the value belongs to.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The code is multiplicative.</exception>
    public static AdditiveWeights At(InterpolationCode code, double alpha)
    {
        switch (code)
        {
            case InterpolationCode.Code4p when Math.Abs(alpha) <= 1.0:
                double square = alpha * alpha;
                double even = square * (15.0 + square * (-10.0 + 3.0 * square)) / 16.0;
                double evenSlope = alpha * (30.0 + square * (-40.0 + 18.0 * square)) / 16.0;
                double evenCurvature = (30.0 + square * (-120.0 + 90.0 * square)) / 16.0;
                return new(0.5 * alpha + even, 0.5 * alpha - even, 0.5 + evenSlope, 0.5 - evenSlope, evenCurvature, -evenCurvature);
            case InterpolationCode.Code0 or InterpolationCode.Code4p:
                return alpha > 0.0 ? new(alpha, 0.0, 1.0, 0.0, 0.0, 0.0) : new(0.0, alpha, 0.0, 1.0, 0.0, 0.0);
            case InterpolationCode.Code2 when alpha > 1.0:
                return new(1.5 * (alpha - 1.0), -0.5 * (alpha - 1.0), 1.5, -0.5, 0.0, 0.0);
            case InterpolationCode.Code2 when alpha < -1.0:
                return new(-0.5 * (alpha + 1.0), 1.5 * (alpha + 1.0), -0.5, 1.5, 0.0, 0.0);
            case InterpolationCode.Code2:
                return new(0.5 * (alpha + alpha * alpha), 0.5 * (alpha - alpha * alpha), 0.5 + alpha, 0.5 - alpha, 1.0, -1.0);
            default:
                throw NotAdditive(code);
        }
    }

    private static (T Up, T Down) Linear<T>(T alpha)
        where T : struct, IReal<T> => T.ValueOf(alpha) > 0.0 ? (alpha, T.Of(0.0)) : (T.Of(0.0), alpha);

    private static ArgumentOutOfRangeException NotAdditive(InterpolationCode code) =>
        new(nameof(code), code, $"{code.Name()} multiplies; a histosys adds and takes code0, code2 or code4p.");
}
