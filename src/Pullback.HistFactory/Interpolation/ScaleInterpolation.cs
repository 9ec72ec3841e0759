using Pullback.HistFactory.Jets;

namespace Pullback.HistFactory.Interpolation;

/// <summary>A multiplicative interpolation <c>K(alpha)</c> between the factors <c>lo</c> at −1, 1 at 0 and <c>hi</c> at +1, prepared for one pair of factors.</summary>
/// <remarks>
/// <para>Code 1: <c>hi^alpha</c> above 0, <c>lo^-alpha</c> at and below it.</para>
/// <para>Code 4: the same from ±1 outward; inside, <c>1 + sum a_i alpha^i</c>, i = 1..6, with the coefficients that continue value, slope and curvature.</para>
/// <para>Domain: hi > 0 and lo > 0.</para>
/// <para>Reference: [HistFactory2012, section 4.1], [Pyhf2021].</para>
/// </remarks>
public readonly struct ScaleInterpolation
{
    private readonly InterpolationCode _code;
    private readonly double _high;
    private readonly double _low;
    private readonly double _logHigh;
    private readonly double _logLow;
    private readonly double _a1;
    private readonly double _a2;
    private readonly double _a3;
    private readonly double _a4;
    private readonly double _a5;
    private readonly double _a6;

    /// <summary>Prepares the coefficients.</summary>
    /// <param name="code">A multiplicative code.</param>
    /// <param name="high">The factor at +1, above 0.</param>
    /// <param name="low">The factor at −1, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code is additive, or a factor is not positive.</exception>
    public ScaleInterpolation(InterpolationCode code, double high, double low)
    {
        if (code is not (InterpolationCode.Code1 or InterpolationCode.Code4))
            throw new ArgumentOutOfRangeException(nameof(code), code, $"{code.Name()} adds; a normsys multiplies and takes code1 or code4.");
        if (!(high > 0.0)) throw new ArgumentOutOfRangeException(nameof(high), high, "The factor must be positive.");
        if (!(low > 0.0)) throw new ArgumentOutOfRangeException(nameof(low), low, "The factor must be positive.");
        _code = code;
        _high = high;
        _low = low;
        _logHigh = Math.Log(high);
        _logLow = Math.Log(low);
        (_a1, _a2, _a3, _a4, _a5, _a6) = Polynomial(
            high - 1.0, low - 1.0, high * _logHigh, -low * _logLow, high * _logHigh * _logHigh, low * _logLow * _logLow);
    }

    /// <summary>The coefficients of the polynomial of code 4.</summary>
    public IReadOnlyList<double> Coefficients => [_a1, _a2, _a3, _a4, _a5, _a6];

    /// <summary>The factor with its first two derivatives.</summary>
    /// <param name="alpha">The parameter, in standard deviations.</param>
    /// <param name="slope"><c>dK/dalpha</c>.</param>
    /// <param name="curvature"><c>d²K/dalpha²</c>.</param>
    /// <returns><c>K(alpha)</c>.</returns>
    public double At(double alpha, out double slope, out double curvature)
    {
        if (_code == InterpolationCode.Code4 && Math.Abs(alpha) < 1.0)
        {
            slope = _a1 + alpha * (2.0 * _a2 + alpha * (3.0 * _a3 + alpha * (4.0 * _a4 + alpha * (5.0 * _a5 + alpha * 6.0 * _a6))));
            curvature = 2.0 * _a2 + alpha * (6.0 * _a3 + alpha * (12.0 * _a4 + alpha * (20.0 * _a5 + alpha * 30.0 * _a6)));
            return 1.0 + alpha * (_a1 + alpha * (_a2 + alpha * (_a3 + alpha * (_a4 + alpha * (_a5 + alpha * _a6)))));
        }

        double rate = alpha > 0.0 ? _logHigh : -_logLow;
        double value = Math.Exp(alpha * rate);
        slope = rate * value;
        curvature = rate * slope;
        return value;
    }

    /// <summary>The factor.</summary>
    internal T At<T>(T alpha)
        where T : struct, IReal<T>
    {
        if (_code == InterpolationCode.Code4 && Math.Abs(T.ValueOf(alpha)) < 1.0)
            return T.Of(1.0) + Horner(alpha, _a1, _a2, _a3, _a4, _a5, _a6);
        return T.Exp(T.Of(T.ValueOf(alpha) > 0.0 ? _logHigh : -_logLow) * alpha);
    }

    /// <summary>The derivative of the factor with respect to the parameter.</summary>
    internal T Slope<T>(T alpha)
        where T : struct, IReal<T>
    {
        if (_code == InterpolationCode.Code4 && Math.Abs(T.ValueOf(alpha)) < 1.0)
            return T.Of(_a1) + Horner(alpha, 2.0 * _a2, 3.0 * _a3, 4.0 * _a4, 5.0 * _a5, 6.0 * _a6, 0.0);
        double rate = T.ValueOf(alpha) > 0.0 ? _logHigh : -_logLow;
        return T.Of(rate) * T.Exp(T.Of(rate) * alpha);
    }

    /// <summary>The derivatives of the factor with respect to <c>hi</c> and <c>lo</c>.</summary>
    internal (T High, T Low) FactorSlopes<T>(T alpha)
        where T : struct, IReal<T>
    {
        if (_code == InterpolationCode.Code4 && Math.Abs(T.ValueOf(alpha)) < 1.0)
        {
            (double h1, double h2, double h3, double h4, double h5, double h6) =
                Polynomial(1.0, 0.0, _logHigh + 1.0, 0.0, _logHigh * (_logHigh + 2.0), 0.0);
            (double l1, double l2, double l3, double l4, double l5, double l6) =
                Polynomial(0.0, 1.0, 0.0, -(_logLow + 1.0), 0.0, _logLow * (_logLow + 2.0));
            return (Horner(alpha, h1, h2, h3, h4, h5, h6), Horner(alpha, l1, l2, l3, l4, l5, l6));
        }

        T value = At(alpha);
        return T.ValueOf(alpha) > 0.0
            ? (value * alpha * T.Of(1.0 / _high), T.Of(0.0))
            : (T.Of(0.0), value * alpha * T.Of(-1.0 / _low));
    }

    private static T Horner<T>(T x, double a1, double a2, double a3, double a4, double a5, double a6)
        where T : struct, IReal<T> =>
        x * (T.Of(a1) + x * (T.Of(a2) + x * (T.Of(a3) + x * (T.Of(a4) + x * (T.Of(a5) + x * T.Of(a6))))));

    /// <summary>The polynomial that has given values, slopes and curvatures at ±1, less 1 at 0.</summary>
    private static (double A1, double A2, double A3, double A4, double A5, double A6) Polynomial(
        double high, double low, double highSlope, double lowSlope, double highCurvature, double lowCurvature)
    {
        double value = high - low;
        double total = high + low;
        double slope = highSlope + lowSlope;
        double slopeChange = highSlope - lowSlope;
        double curvature = highCurvature - lowCurvature;
        double curvatureTotal = highCurvature + lowCurvature;
        return (
            (15.0 * value - 7.0 * slope + curvature) / 16.0,
            (24.0 * total - 9.0 * slopeChange + curvatureTotal) / 16.0,
            (-5.0 * value + 5.0 * slope - curvature) / 8.0,
            (-12.0 * total + 7.0 * slopeChange - curvatureTotal) / 8.0,
            (3.0 * value - 3.0 * slope + curvature) / 16.0,
            (8.0 * total - 5.0 * slopeChange + curvatureTotal) / 16.0);
    }
}
