using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Tests.Estimators.Morphing;

public sealed class MorphingOptimizerTests
{
    private static readonly MorphingComponents Components = MorphingComponents.UpTo([2, 2], 2);
    private static readonly (double, double)[] Ranges = [(-1, 1), (-20, 20)];

    [Fact]
    public void Fixed_points_come_first_and_the_rest_lies_in_the_ranges()
    {
        OptimizedBasis found = MorphingOptimizer.Optimize(Components, Ranges, [0.0, 0.0, 0.9, 1.0]);
        double[] points = found.Basis.Points.ToArray();
        Assert.Equal(12, points.Length);
        Assert.Equal([0.0, 0.0, 0.9, 1.0], points[..4]);
        for (int b = 2; b < 6; b++)
        {
            Assert.InRange(points[2 * b], -1, 1);
            Assert.InRange(points[(2 * b) + 1], -20, 20);
        }
    }

    [Fact]
    public void More_trials_never_find_a_worse_basis()
    {
        double one = Search(1, 0).MeanSquaredWeight;
        double ten = Search(10, 0).MeanSquaredWeight;
        double hundred = Search(100, 0).MeanSquaredWeight;
        Assert.True(hundred <= ten && ten <= one && hundred < one, $"{one} {ten} {hundred}");
    }

    [Fact]
    public void Number_of_threads_does_not_change_the_basis()
    {
        OptimizedBasis one = Search(50, 1);
        OptimizedBasis four = Search(50, 4);
        Assert.Equal(one.Trial, four.Trial);
        Assert.Equal(one.Basis.Points.ToArray(), four.Basis.Points.ToArray());
        Assert.Equal(one.MeanSquaredWeight, four.MeanSquaredWeight);
    }

    [Fact]
    public void Seeds_give_different_bases() =>
        Assert.NotEqual(
            Search(3, 1).Basis.Points.ToArray(),
            MorphingOptimizer.Optimize(Components, Ranges, default, new MorphingOptimizationOptions { Trials = 3, Seed = 2 }).Basis.Points.ToArray());

    [Fact]
    public void Several_bases_have_their_points_together()
    {
        OptimizedBasis found = MorphingOptimizer.Optimize(Components, Ranges, [0.0, 0.0], new MorphingOptimizationOptions { Trials = 5, Bases = 2 });
        Assert.Equal(12, found.Basis.Count);
        double[] weights = found.Basis.Weights([0.2, 3.0]);
        Assert.Equal(1.0, weights.Sum(), 1e-9);
    }

    [Fact]
    public void Ranges_of_no_width_leave_no_basis()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => MorphingOptimizer.Optimize(MorphingComponents.UpTo([2]), [(1, 1)]));
        Assert.Contains("None of the 100", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MorphingOptimizer.Optimize(MorphingComponents.UpTo([2]), [(1, -1)]));
        Assert.Throws<ArgumentException>(() => MorphingOptimizer.Optimize(MorphingComponents.UpTo([2]), [(-1, 1)], new double[4]));
        Assert.Throws<ArgumentException>(() => MorphingOptimizer.Optimize(MorphingComponents.UpTo([2]), [(-1, 1)], default, new MorphingOptimizationOptions { Trials = 0 }));
    }

    private static OptimizedBasis Search(int trials, int threads) =>
        MorphingOptimizer.Optimize(Components, Ranges, default, new MorphingOptimizationOptions { Trials = trials, Threads = threads });
}
