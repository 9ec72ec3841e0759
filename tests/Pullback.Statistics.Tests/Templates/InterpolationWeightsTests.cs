using Pullback.Statistics.Templates;

namespace Pullback.Statistics.Tests.Templates;

public sealed class InterpolationWeightsTests
{
    private static readonly double[] Alphas = [-2.5, -1.0, -0.6, -0.1, 0.0, 0.3, 0.75, 1.0, 1.7];

    // Shifts of a template with low 8, nominal 10, high 13 at the alphas above.
    [Fact]
    public void Shifts_are_those_of_the_definitions()
    {
        double[] code0 = [-5.0, -2.0, -1.2, -0.2, 0.0, 0.9, 2.25, 3.0, 5.1];
        double[] code4P = [-5.0, -2.0, -1.234752, -0.2406873125, 0.0, 0.8294491875, 2.23796081542969, 3.0, 5.1];
        for (int i = 0; i < Alphas.Length; i++)
        {
            Closeness.Near(code0[i], Shift(Alphas[i], HistoSysInterpolation.Code0), 1e-14);
            Closeness.Near(code4P[i], Shift(Alphas[i], HistoSysInterpolation.Code4P), 1e-14);
        }
    }

    [Theory]
    [InlineData(HistoSysInterpolation.Code4P)]
    [InlineData(HistoSysInterpolation.Code0)]
    public void Slopes_and_curvatures_match_differences(HistoSysInterpolation interpolation)
    {
        foreach (double alpha in (double[])[-1.4, -0.6, -0.2, 0.1, 0.45, 0.9, 1.2])
        {
            InterpolationWeights weights = InterpolationWeights.At(alpha, interpolation);
            void Compare(Func<InterpolationWeights, double> value, double slope) =>
                Closeness.GradientMatchesDifferences(a => value(InterpolationWeights.At(a[0], interpolation)), [alpha], [slope]);
            Compare(w => w.Up, weights.UpSlope);
            Compare(w => w.Down, weights.DownSlope);
            Compare(w => w.UpSlope, weights.UpCurvature);
            Compare(w => w.DownSlope, weights.DownCurvature);
        }
    }

    [Fact]
    public void Code_4p_has_two_continuous_derivatives_at_one()
    {
        foreach (double sign in (double[])[-1.0, 1.0])
        {
            InterpolationWeights inside = InterpolationWeights.At(sign * (1.0 - 1e-9), HistoSysInterpolation.Code4P);
            InterpolationWeights outside = InterpolationWeights.At(sign, HistoSysInterpolation.Code4P);
            Closeness.Near(outside.Up, inside.Up, 1e-8, 1e-8);
            Closeness.Near(outside.UpSlope, inside.UpSlope, 1e-7, 1e-7);
            Closeness.Near(outside.UpCurvature, inside.UpCurvature, 1e-7, 1e-7);
            Closeness.Near(outside.DownSlope, inside.DownSlope, 1e-7, 1e-7);
            Closeness.Near(outside.DownCurvature, inside.DownCurvature, 1e-7, 1e-7);
        }
    }

    private static double Shift(double alpha, HistoSysInterpolation interpolation)
    {
        InterpolationWeights weights = InterpolationWeights.At(alpha, interpolation);
        return 3.0 * weights.Up + 2.0 * weights.Down;
    }
}
