using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Jets;

namespace Pullback.HistFactory.Tests.Interpolation;

/// <summary>Interpolation codes: the table of pyhf's values, derivatives against each other and against differences, joins at ±1.</summary>
public sealed class InterpolationTests
{
    private static readonly double[] s_alphas = [-2.5, -1, -0.6, -0.1, 0, 0.3, 0.75, 1, 1.7];

    public static TheoryData<InterpolationCode, double[]> AdditiveTable => new()
    {
        { InterpolationCode.Code0, [-5, -2, -1.2, -0.2, 0, 0.9, 2.25, 3, 5.1] },
        { InterpolationCode.Code2, [-2.25, -2, -1.32, -0.245, 0, 0.795, 2.15625, 3, 2.45] },
        { InterpolationCode.Code4p, [-5, -2, -1.234752, -0.2406873125, 0, 0.8294491875, 2.23796081542969, 3, 5.1] },
    };

    public static TheoryData<InterpolationCode, double[]> ScaleTable => new()
    {
        {
            InterpolationCode.Code1,
            [0.768433471420916, 0.9, 0.938740393359569, 0.989519258206214, 1, 1.05621996843926, 1.14653135064524, 1.2, 1.36335237263867]
        },
        {
            InterpolationCode.Code4,
            [0.768433471420916, 0.9, 0.93597469006204, 0.986232953015644, 1, 1.0510299344625, 1.14563678713764, 1.2, 1.36335237263867]
        },
    };

    [Theory]
    [MemberData(nameof(AdditiveTable))]
    public void AdditiveCodesHaveTheValuesOfTheTable(InterpolationCode code, double[] expected)
    {
        for (int i = 0; i < s_alphas.Length; i++)
        {
            AdditiveWeights weights = AdditiveInterpolation.At(code, s_alphas[i]);
            Close.To(expected[i], 3.0 * weights.Up + 2.0 * weights.Down, 1e-14, $"{code} at {s_alphas[i]}", floor: 1.0);
        }
    }

    [Theory]
    [MemberData(nameof(ScaleTable))]
    public void MultiplicativeCodesHaveTheValuesOfTheTable(InterpolationCode code, double[] expected)
    {
        var scale = new ScaleInterpolation(code, 1.2, 0.9);
        for (int i = 0; i < s_alphas.Length; i++) Close.To(expected[i], scale.At(s_alphas[i], out _, out _), 2e-14, $"{code} at {s_alphas[i]}");
    }

    [Fact]
    public void Code4HasTheCoefficientsOfTheTable() => Close.To(
        [0.14591414374618, 0.0833892186233452, 0.00476912944644194, -0.0477687882618659, -0.000683273192622315, 0.0143795696385207],
        new ScaleInterpolation(InterpolationCode.Code4, 1.2, 0.9).Coefficients, 1e-12);

    [Theory]
    [InlineData(InterpolationCode.Code0)]
    [InlineData(InterpolationCode.Code2)]
    [InlineData(InterpolationCode.Code4p)]
    public void DerivativesOfWeightsAgreeWithDifferencesAndWithDualNumbers(InterpolationCode code)
    {
        foreach (double alpha in (double[])[-2.3, -0.7, -0.2, 0.4, 0.9, 1.8])
        {
            const double H = 1e-4;
            AdditiveWeights at = AdditiveInterpolation.At(code, alpha);
            AdditiveWeights above = AdditiveInterpolation.At(code, alpha + H);
            AdditiveWeights below = AdditiveInterpolation.At(code, alpha - H);
            Close.To((above.Up - below.Up) / (2 * H), at.UpSlope, 1e-6, "up", 1.0);
            Close.To((above.Down - below.Down) / (2 * H), at.DownSlope, 1e-6, "down", 1.0);
            Close.To((above.UpSlope - below.UpSlope) / (2 * H), at.UpCurvature, 1e-6, "up curvature", 1.0);
            Close.To((above.DownSlope - below.DownSlope) / (2 * H), at.DownCurvature, 1e-6, "down curvature", 1.0);
            (Jet up, Jet down) = AdditiveInterpolation.Weights(code, Jet.Along(alpha, 1.0));
            Close.To([at.Up, at.UpSlope, at.UpCurvature], [up.Value, up.Slope, up.Curvature], 1e-13, "jet up", 1.0);
            Close.To([at.Down, at.DownSlope, at.DownCurvature], [down.Value, down.Slope, down.Curvature], 1e-13, "jet down", 1.0);
            (Dual upSlope, Dual downSlope) = AdditiveInterpolation.WeightSlopes(code, Dual.Along(alpha, 1.0));
            Close.To([at.UpSlope, at.UpCurvature, at.DownSlope, at.DownCurvature], [upSlope.Value, upSlope.Slope, downSlope.Value, downSlope.Slope], 1e-13, "slopes", 1.0);
        }
    }

    [Theory]
    [InlineData(InterpolationCode.Code1, 1.3, 0.7)]
    [InlineData(InterpolationCode.Code4, 1.3, 0.7)]
    [InlineData(InterpolationCode.Code4, 0.8, 1.9)]
    public void DerivativesOfFactorsAgreeWithDifferencesAndWithDualNumbers(InterpolationCode code, double high, double low)
    {
        const double H = 1e-4;
        var scale = new ScaleInterpolation(code, high, low);
        foreach (double alpha in (double[])[-2.3, -0.7, -0.2, 0.4, 0.9, 1.8])
        {
            double value = scale.At(alpha, out double slope, out double curvature);
            double above = scale.At(alpha + H, out double slopeAbove, out _);
            double below = scale.At(alpha - H, out double slopeBelow, out _);
            Close.To((above - below) / (2 * H), slope, 1e-6, "slope", 1.0);
            Close.To((slopeAbove - slopeBelow) / (2 * H), curvature, 1e-6, "curvature", 1.0);
            Jet jet = scale.At(Jet.Along(alpha, 1.0));
            Close.To([value, slope, curvature], [jet.Value, jet.Slope, jet.Curvature], 1e-13, "jet", 1.0);
            Dual slopes = scale.Slope(Dual.Along(alpha, 1.0));
            Close.To([slope, curvature], [slopes.Value, slopes.Slope], 1e-13, "dual slope", 1.0);
            (Real byHigh, Real byLow) = scale.FactorSlopes(new Real(alpha));
            Close.To(Difference(h => new ScaleInterpolation(code, high + h, low).At(alpha, out _, out _)), byHigh.Value, 1e-6, "by hi", 1.0);
            Close.To(Difference(h => new ScaleInterpolation(code, high, low + h).At(alpha, out _, out _)), byLow.Value, 1e-6, "by lo", 1.0);
        }

        double Difference(Func<double, double> f) => (f(H) - f(-H)) / (2 * H);
    }

    [Fact]
    public void Code4AndCode4pJoinWithTwoDerivativesAtOne()
    {
        var scale = new ScaleInterpolation(InterpolationCode.Code4, 1.4, 0.5);
        foreach (double side in (double[])[-1.0, 1.0])
        {
            double inside = side * (1.0 - 1e-13);
            double outside = side * (1.0 + 1e-13);
            double a = scale.At(inside, out double a1, out double a2);
            double b = scale.At(outside, out double b1, out double b2);
            Close.To([b, b1, b2], [a, a1, a2], 1e-11);
            AdditiveWeights c = AdditiveInterpolation.At(InterpolationCode.Code4p, inside);
            AdditiveWeights d = AdditiveInterpolation.At(InterpolationCode.Code4p, outside);
            Close.To([d.Up, d.Down, d.UpSlope, d.DownSlope, d.UpCurvature, d.DownCurvature], [c.Up, c.Down, c.UpSlope, c.DownSlope, c.UpCurvature, c.DownCurvature], 1e-11, floor: 1.0);
        }
    }

    [Fact]
    public void WrongCodesAndFactorsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AdditiveInterpolation.At(InterpolationCode.Code4, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaleInterpolation(InterpolationCode.Code4p, 1.1, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaleInterpolation(InterpolationCode.Code4, 0.0, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaleInterpolation(InterpolationCode.Code4, 1.1, -0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaleInterpolation(InterpolationCode.Code4, double.NaN, 0.9));
    }
}
