using Pullback.HistFactory.Interpolation;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.Interpolation;

public sealed class AdditiveWeightsTests
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
            Closeness.Near(code0[i], Shift(Alphas[i], InterpolationCode.Code0), 1e-14);
            Closeness.Near(code4P[i], Shift(Alphas[i], InterpolationCode.Code4p), 1e-14);
        }
    }

    [Theory]
    [InlineData(InterpolationCode.Code4p)]
    [InlineData(InterpolationCode.Code0)]
    public void Slopes_and_curvatures_match_differences(InterpolationCode interpolation)
    {
        foreach (double alpha in (double[])[-1.4, -0.6, -0.2, 0.1, 0.45, 0.9, 1.2])
        {
            AdditiveWeights weights = At(alpha, interpolation);
            void Compare(Func<AdditiveWeights, double> value, double slope) =>
                Closeness.GradientMatchesDifferences(a => value(At(a[0], interpolation)), [alpha], [slope]);
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
            AdditiveWeights inside = At(sign * (1.0 - 1e-9), InterpolationCode.Code4p);
            AdditiveWeights outside = At(sign, InterpolationCode.Code4p);
            Closeness.Near(outside.Up, inside.Up, 1e-8, 1e-8);
            Closeness.Near(outside.UpSlope, inside.UpSlope, 1e-7, 1e-7);
            Closeness.Near(outside.UpCurvature, inside.UpCurvature, 1e-7, 1e-7);
            Closeness.Near(outside.DownSlope, inside.DownSlope, 1e-7, 1e-7);
            Closeness.Near(outside.DownCurvature, inside.DownCurvature, 1e-7, 1e-7);
        }
    }

    private static double Shift(double alpha, InterpolationCode interpolation)
    {
        AdditiveWeights weights = At(alpha, interpolation);
        return 3.0 * weights.Up + 2.0 * weights.Down;
    }

    private static AdditiveWeights At(double alpha, InterpolationCode interpolation) => AdditiveInterpolation.At(interpolation, alpha);
}
