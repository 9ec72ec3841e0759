using Pullback.Learning.Estimators.Morphing;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Estimators.Morphing;

public sealed class MorphingBasisTests
{
    // Printed to six figures.
    private static readonly Tolerance Printed = new("six printed figures", 1e-5, 1e-8, "the reference is printed to six figures");
    private static readonly double[] FivePoints = [1, -5, 1, -4, 1, -3, 1, -2, 1, -1];
    private static readonly MorphingComponents Quartic = MorphingComponents.OfCouplings(new CouplingCounts(Same: 2));

    [Fact]
    public void Five_points_have_their_known_matrix()
    {
        double[] expected =
        [
            1, -5, 10, -10, 5,
            2.08333, -10.1667, 19.5, -17.8333, 6.41667,
            1.45833, -6.83333, 12.25, -9.83333, 2.95833,
            0.416667, -1.83333, 3, -2.16667, 0.583333,
            0.0416667, -0.166667, 0.25, -0.166667, 0.0416667,
        ];
        Near(expected, MorphingBasis.Of(Quartic, FivePoints).Matrix.Span, Printed);
    }

    [Fact]
    public void Weights_and_slopes_at_one_have_their_known_values()
    {
        MorphingBasis basis = MorphingBasis.Of(Quartic, FivePoints);
        Near([5, -24, 45, -40, 15], basis.Weights([1, 1]), Tolerance.CrossTool);
        Near(
            [13.58333333, -66, 126, -115.33333333, 45.75, 6.41666667, -30, 54, -44.66666667, 14.25], basis.WeightGradients([1, 1]), Tolerance.CrossTool);
    }

    [Fact]
    public void More_points_than_components_have_the_known_least_squares_matrix()
    {
        double[] transposed =
        [
            -0.04112554, -0.07936508, 0.05681818, 0.06313131, 0.01136364,
            0.15151515, 0.23412698, -0.21590909, -0.18434343, -0.02651515,
            -0.14069264, -0.06349206, 0.18560606, 0.05808081, 0.00378788,
            -0.12987013, -0.33333333, 0.28030303, 0.18181818, 0.02272727,
            0.33549784, -0.26984127, -0.14772727, 0.00252525, 0.00378788,
            0.77056277, 0.09920635, -0.54924242, -0.23989899, -0.02651515,
            0.05411255, 0.41269841, 0.39015152, 0.11868687, 0.01136364,
        ];
        MorphingBasis basis = MorphingBasis.Of(Quartic, [.. FivePoints, 1, 0, 1, 1]);
        double[] matrix = [.. Enumerable.Range(0, 35).Select(i => transposed[(i % 7 * 5) + (i / 7)])];
        Near(matrix, basis.Matrix.Span, Printed);
    }

    [Fact]
    public void Decay_and_production_couplings_reproduce_the_cross_section_of_a_basis_point()
    {
        const double cosine = 0.7071;
        const double sine = 4.2426;
        double[] xsec = [0.515, 0.732, 0.527, 0.742, 0.354, 0.527];
        double[] points =
        [
            1, cosine, 0, 0,
            1, cosine, sine, 0,
            1, cosine, 0, sine,
            1, cosine, sine, sine,
            1, cosine, -sine, 0,
            1, cosine, 0, -sine,
        ];
        MorphingBasis basis = MorphingBasis.Of(MorphingComponents.OfCouplings(new CouplingCounts(1, 3, 0)), points);
        double predicted = basis.Weights([1, cosine, 0, 0]).Zip(xsec, (w, x) => w * x).Sum();
        Assert.True(Tolerance.CrossTool.Accepts(0.515, predicted), $"{predicted}");
    }

    [Fact]
    public void Weights_at_a_point_of_a_square_basis_pick_that_point()
    {
        MorphingComponents components = MorphingComponents.UpTo([2, 2], 2);
        double[] points = [0, 0, 15.2, 0.1, -15.4, 0.2, 0.3, 15.1, 0.4, -15.3, 16.88, 14.95];
        MorphingBasis basis = MorphingBasis.Of(components, points);
        for (int b = 0; b < 6; b++)
        {
            double[] weights = basis.Weights(points.AsSpan(2 * b, 2));
            for (int other = 0; other < 6; other++) Assert.Equal(other == b ? 1.0 : 0.0, weights[other], 1e-12);
        }
    }

    [Fact]
    public void More_points_reproduce_every_component_with_smaller_weights()
    {
        MorphingComponents components = MorphingComponents.UpTo([2, 2], 2);
        double[] points = [0, 0, 1, 0.1, -1, 0.2, 0.3, 1, 0.4, -1, 1.2, 0.9];
        double[] more = [.. points, -0.8, -0.7, 0.9, -0.8];
        MorphingBasis few = MorphingBasis.Of(components, points);
        MorphingBasis many = MorphingBasis.Of(components, more);
        double[] theta = [-0.6, 0.7];
        double[] target = components.Values(theta);
        double[] weights = many.Weights(theta);
        for (int k = 0; k < components.Count; k++)
        {
            double sum = 0;
            for (int b = 0; b < 8; b++) sum += weights[b] * components.Values(more.AsSpan(2 * b, 2))[k];
            Assert.Equal(target[k], sum, 1e-12);
        }

        Assert.True(many.SquaredWeight(theta) < few.SquaredWeight(theta));
    }

    [Fact]
    public void Slopes_match_finite_differences()
    {
        MorphingBasis basis = MorphingBasis.Of(MorphingComponents.UpTo([2, 3, 1], 3), RandomPoints(20, 3));
        double[] at = [0.3, -0.7, 0.45];
        double[] slopes = basis.WeightGradients(at);
        for (int b = 0; b < basis.Count; b++)
        {
            int point = b;
            double[] gradient = [.. Enumerable.Range(0, 3).Select(p => slopes[(p * basis.Count) + point])];
            Closeness.GradientMatchesDifferences(theta => basis.Weights(theta)[point], at, gradient, $"weight {point}");
        }
    }

    [Fact]
    public void Averaged_bases_share_the_weight_and_reproduce_the_components()
    {
        var components = MorphingComponents.UpTo([2]);
        MorphingBasis first = MorphingBasis.Of(components, [-1, 0, 1]);
        MorphingBasis second = MorphingBasis.Of(components, [-2, 0.5, 2]);
        MorphingBasis both = MorphingBasis.Average(first, second);
        double[] weights = both.Weights([0.3]);
        Assert.Equal([.. first.Weights([0.3]).Concat(second.Weights([0.3])).Select(w => w / 2)], weights);
        Assert.Equal([-1, 0, 1, -2, 0.5, 2], both.Points.ToArray());
        double sum = weights.Select((w, b) => w * both.Points.Span[b] * both.Points.Span[b]).Sum();
        Assert.Equal(0.09, sum, 1e-14);
    }

    [Fact]
    public void Condition_number_is_that_of_the_design_matrix()
    {
        // A = [[1, -e], [1, e]] has singular values sqrt(2) and sqrt(2) e.
        MorphingBasis basis = MorphingBasis.Of(MorphingComponents.UpTo([1]), [-1e-3, 1e-3]);
        Assert.Equal(1000.0, basis.ConditionNumber, 1e-8);
        Assert.Equal(1000.0, MorphingBasis.OfMatrix(basis.Components, basis.Matrix.Span).ConditionNumber, 1e-8);
    }

    [Fact]
    public void Units_of_parameters_do_not_make_a_basis_singular()
    {
        MorphingBasis basis = MorphingBasis.Of(MorphingComponents.UpTo([4]), [-2e-8, -1e-8, 0, 1e-8, 2e-8]);
        double[] expected = MorphingBasis.Of(MorphingComponents.UpTo([4]), [-2, -1, 0, 1, 2]).Weights([0.7]);
        Near(expected, basis.Weights([0.7e-8]), Tolerance.Rearranged with { Relative = 1e-11, Absolute = 1e-12 });
    }

    [Fact]
    public void Bases_that_do_not_determine_the_components_are_refused()
    {
        MorphingComponents components = MorphingComponents.UpTo([2]);
        Assert.Contains("add 1 points", Assert.Throws<ArgumentException>(() => MorphingBasis.Of(components, [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("do not determine", Assert.Throws<ArgumentException>(() => MorphingBasis.Of(components, [0, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => MorphingBasis.Of(components, [0, 1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MorphingBasis.OfMatrix(components, [1, 2]));
    }

    [Theory]
    [InlineData(1e303, true)]
    [InlineData(1e-303, true)]
    [InlineData(0, false)]
    public void A_matrix_of_extreme_numbers_has_a_condition_number(double scale, bool finite)
    {
        MorphingBasis basis = MorphingBasis.OfMatrix(MorphingComponents.UpTo([1]), [scale, 0, 0, 2 * scale]);
        Assert.Equal(finite ? 2.0 : double.PositiveInfinity, basis.ConditionNumber, 1e-12);
    }

    internal static double[] RandomPoints(int points, int parameters)
    {
        double[] values = new double[points * parameters];
        new Pullback.Numerics.Random.RandomStream(5, "points of a test").FillUniform(values);
        for (int i = 0; i < values.Length; i++) values[i] = (2.0 * values[i]) - 1.0;
        return values;
    }

    private static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, Tolerance tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Null(tolerance.Explain(expected[i], found[i], $"number {i}"));
    }
}
