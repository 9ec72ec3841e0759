using Pullback.Learning.Estimators.Limits;
using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Tests.Estimators.Limits;

/// <summary>Expected events as polynomials, from morphing and from grids.</summary>
public sealed class ExpectedEventsTests
{
    private static readonly MorphingComponents Components = MorphingComponents.UpTo([2, 2], 2);
    private static readonly double[] Coefficients = [3, 0.5, 0.7, -0.2, 0.4, 0.9];

    [Fact]
    public void A_grid_of_a_polynomial_is_the_polynomial_and_so_is_its_gradient()
    {
        var polynomial = new PolynomialExpectedEvents(Components, Coefficients, 2);
        double[] a = [-1, -0.3, 0.2, 1.1], b = [-2, 0, 0.5, 1, 3];
        double[] values = [.. a.SelectMany(u => b.Select(v => polynomial.Evaluate([u, v], new double[2]) / 4))];
        var grid = new GridExpectedEvents([a, b], values, 4);
        foreach ((double u, double v) in new[] { (0.0, 0.1), (-1.0, 3.0), (0.77, -1.3), (1.4, 3.2) })
        {
            double[] wanted = new double[2], found = new double[2];
            Assert.Equal(polynomial.Evaluate([u, v], wanted), grid.Evaluate([u, v], found), 1e-11);
            for (int k = 0; k < 2; k++) Assert.Equal(wanted[k], found[k], 1e-11);
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(6, 3)]
    public void Few_nodes_keep_polynomials_of_lower_degree(int nodes, int degree)
    {
        double[] axis = [.. Enumerable.Range(0, nodes).Select(i => 0.1 * i * i)];
        var grid = new GridExpectedEvents([axis], [.. axis.Select(t => 1 + Math.Pow(t, degree))]);
        double[] slope = new double[1];
        Assert.Equal(1 + Math.Pow(0.07, degree), grid.Evaluate([0.07], slope), 1e-13);
        Assert.Equal(degree * Math.Pow(0.07, degree - 1), slope[0], 1e-12);
    }

    [Fact]
    public void Cross_sections_at_the_points_of_a_basis_give_their_polynomial()
    {
        double[] points = [0, 0, 1, 0, 0, 1, -1, 0.3, 0.4, -1, 1.2, 1.1];
        var truth = new PolynomialExpectedEvents(Components, Coefficients);
        double[] sections = [.. Enumerable.Range(0, 6).Select(b => truth.Evaluate(points.AsSpan(2 * b, 2), new double[2]))];
        var morphed = PolynomialExpectedEvents.OfBasis(MorphingBasis.Of(Components, points), sections, 10);
        double[] slope = new double[2], expected = new double[2];
        Assert.Equal(10 * truth.Evaluate([0.6, -0.2], expected), morphed.Evaluate([0.6, -0.2], slope), 1e-9);
        for (int k = 0; k < 2; k++) Assert.Equal(10 * expected[k], slope[k], 1e-9);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Contains("2 × 3 nodes needs 6", Assert.Throws<ArgumentException>(() => new GridExpectedEvents([[0, 1], [0, 1, 2]], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("increase", Assert.Throws<ArgumentException>(() => new GridExpectedEvents([[0, 0]], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("5 coefficients for 6", Assert.Throws<ArgumentException>(() => new PolynomialExpectedEvents(Components, [1, 2, 3, 4, 5])).Message, StringComparison.Ordinal);
    }
}
