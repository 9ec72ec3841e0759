namespace Pullback.Statistics.Templates;

/// <summary>
/// The shift of a template at alpha is <c>up c_u(alpha) + down c_d(alpha)</c>, with <c>up = high - nominal</c> and <c>down = nominal - low</c>. These are the two
/// weights and their first two derivatives.
/// </summary>
internal readonly record struct InterpolationWeights(double Up, double Down, double UpSlope, double DownSlope, double UpCurvature, double DownCurvature)
{
    internal static InterpolationWeights At(double alpha, HistoSysInterpolation interpolation)
    {
        if (interpolation == HistoSysInterpolation.Code0)
            return alpha > 0.0 ? new(alpha, 0.0, 1.0, 0.0, 0.0, 0.0) : new(0.0, alpha, 0.0, 1.0, 0.0, 0.0);

        if (alpha >= 1.0) return new(alpha, 0.0, 1.0, 0.0, 0.0, 0.0);
        if (alpha <= -1.0) return new(0.0, alpha, 0.0, 1.0, 0.0, 0.0);
        double square = alpha * alpha;
        double even = square * (15.0 + square * (-10.0 + 3.0 * square)) / 16.0;
        double slope = alpha * (30.0 + square * (-40.0 + 18.0 * square)) / 16.0;
        double curvature = (30.0 + square * (-120.0 + 90.0 * square)) / 16.0;
        double half = 0.5 * alpha;
        return new(half + even, half - even, 0.5 + slope, 0.5 - slope, curvature, -curvature);
    }
}
