using Pullback.Autodiff;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Exact;

public sealed class IntervalSignificanceTests
{
    [Fact]
    public void Plain_numbers_and_the_graph_agree()
    {
        double[] signals = [-0.3, 0.0, 1e-9, 1e-3, 0.0999, 0.5, 3.0, 200.0];
        double[] backgrounds = [0.0, 1e-6, 1.0, 5.0, 1e4];
        (double S, double B)[] points = [.. from s in signals from b in backgrounds select (s, b)];
        foreach (AsimovForm form in Enum.GetValues<AsimovForm>())
        {
            var graph = new Graph();
            Expr s = graph.Constant(points.Select(p => p.S).ToArray(), Shape.Of(points.Length));
            Expr b = graph.Constant(points.Select(p => p.B).ToArray(), Shape.Of(points.Length));
            Expr variance = graph.Constant(points.Select(p => 0.04 * p.B * p.B).ToArray(), Shape.Of(points.Length));
            Expr squared = AsimovSignificance.Squared(s, b, form, variance);
            using EveryExecutor evaluator = EveryExecutor.Of([squared]);
            evaluator.Evaluate();
            double[] expected = evaluator.Float64(squared).ToArray();
            for (int i = 0; i < points.Length; i++)
            {
                double found = IntervalSignificance.Squared(points[i].S, points[i].B, form, 0.04 * points[i].B * points[i].B);
                Assert.True(Tolerance.Rearranged.Accepts(expected[i], found), $"{form} at {points[i]}: {expected[i]} and {found}");
            }
        }
    }
}
