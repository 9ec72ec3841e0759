using Pullback.Statistics.Minimization;
using Pullback.TestKit;

namespace Pullback.Statistics.Tests.Minimization;

public sealed class BoundedNewtonTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Test_problems_have_the_derivatives_they_claim()
    {
        foreach (Problem problem in (Problem[])[TestProblems.Rosenbrock, TestProblems.CoupledBowl(1.5), TestProblems.DoubleWell, TestProblems.LogBarrier, TestProblems.Kink])
        {
            double[] point = [.. Enumerable.Range(0, problem.Dimension).Select(i => 0.7 + 0.4 * i)];
            int n = problem.Dimension;
            double[] gradient = new double[n];
            double[] hessian = new double[n * n];
            problem.ValueGradientAndHessian(point, gradient, hessian);
            Closeness.GradientMatchesDifferences(x => problem.Value(x), point, gradient);
            for (int i = 0; i < n; i++)
            {
                int row = i;
                Closeness.GradientMatchesDifferences(
                    x =>
                    {
                        double[] g = new double[n];
                        problem.ValueAndGradient(x, g);
                        return g[row];
                    },
                    point,
                    hessian.AsSpan(i * n, n));
            }
        }
    }

    [Fact]
    public void The_curved_valley_is_followed_to_its_minimum()
    {
        (NewtonReport report, double[] point, _) = Minimize(TestProblems.Rosenbrock, [-1.2, 1.0], [-Infinity, -Infinity], [Infinity, Infinity]);
        Assert.Equal(FitOutcome.Converged, report.Outcome);
        Closeness.Near(1.0, point[0], 1e-9);
        Closeness.Near(1.0, point[1], 1e-9);
        Assert.InRange(report.Iterations, 5, 40);
        Assert.InRange(report.Edm, 0.0, 1e-14);
    }

    [Fact]
    public void Bounds_are_found_and_kept()
    {
        // With x0 >= 0.5 the best x1 is -c x0 / 2.
        (NewtonReport report, double[] point, NewtonWorkspace workspace) = Minimize(TestProblems.CoupledBowl(1.8), [3.0, 3.0], [0.5, -Infinity], [Infinity, Infinity]);
        Assert.Equal(FitOutcome.Converged, report.Outcome);
        Assert.Equal(0.5, point[0]);
        Closeness.Near(-0.45, point[1], 1e-12);
        Assert.Equal([1], workspace.FreeVariables.ToArray());
    }

    [Fact]
    public void A_bound_that_the_descent_meets_on_its_way_is_left_again()
    {
        (NewtonReport report, double[] point, _) = Minimize(TestProblems.Rosenbrock, [-1.2, 1.0], [-1.3, -0.1], [2.0, 2.0]);
        Assert.Equal(FitOutcome.Converged, report.Outcome);
        Closeness.Near(1.0, point[0], 1e-10);
    }

    [Theory]
    [InlineData(-1.999)]
    [InlineData(1.999)]
    public void Strongly_coupled_variables_at_a_corner_converge(double coupling)
    {
        (NewtonReport report, double[] point, _) = Minimize(TestProblems.CoupledBowl(coupling), [5.0, 1.0], [1.0, 0.25], [9.0, 9.0]);
        Assert.Equal(FitOutcome.Converged, report.Outcome);
        Assert.True(point[0] >= 1.0 && point[1] >= 0.25);
        Closeness.Near(coupling < 0.0 ? -coupling / 2.0 : 0.25, point[1], 1e-9);
    }

    [Fact]
    public void A_held_variable_keeps_its_value_even_outside_its_bounds()
    {
        NewtonWorkspace workspace = new(2);
        double[] point = [7.0, 1.0];
        NewtonReport report = BoundedNewton.Minimize(TestProblems.CoupledBowl(1.0), point, [-1.0, -9.0], [1.0, 9.0], [true, false], workspace);
        Assert.True(report.IsConverged);
        Assert.Equal(7.0, point[0]);
        Closeness.Near(-3.5, point[1], 1e-12);
    }

    [Fact]
    public void Steps_out_of_the_domain_are_shortened()
    {
        (NewtonReport report, double[] point, _) = Minimize(TestProblems.LogBarrier, [30.0], [-Infinity], [Infinity]);
        Assert.Equal(FitOutcome.Converged, report.Outcome);
        Closeness.Near(1.0, point[0], 1e-10);
    }

    [Fact]
    public void Negative_curvature_is_descended() =>
        Assert.Equal(-1.0, Minimize(TestProblems.DoubleWell, [-0.1], [-Infinity], [Infinity]).Point[0], 1e-10);

    [Fact]
    public void A_start_outside_the_domain_is_infeasible() =>
        Assert.Equal(FitOutcome.InfeasibleStart, Minimize(TestProblems.LogBarrier, [-1.0], [-Infinity], [Infinity]).Report.Outcome);

    [Fact]
    public void A_maximum_is_not_a_minimum() =>
        Assert.Equal(FitOutcome.NotAMinimum, Minimize(TestProblems.DoubleWell, [0.0], [-Infinity], [Infinity]).Report.Outcome);

    [Fact]
    public void A_kink_stalls_and_says_so()
    {
        NewtonReport report = Minimize(TestProblems.Kink, [0.3], [-Infinity], [Infinity]).Report;
        Assert.Equal(FitOutcome.Stalled, report.Outcome);
        FitFailedException error = Assert.Throws<FitFailedException>(() => report.ThrowIfFailed("test"));
        Assert.Contains("kink", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_iteration_limit_is_an_outcome()
    {
        NewtonWorkspace workspace = new(2);
        double[] point = [-1.2, 1.0];
        NewtonReport report = BoundedNewton.Minimize(
            TestProblems.Rosenbrock, point, [-9.0, -9.0], [9.0, 9.0], [false, false], workspace, new NewtonOptions { MaxIterations = 3 });
        Assert.Equal(FitOutcome.IterationLimitReached, report.Outcome);
        Assert.Equal(3, report.Iterations);
    }

    [Fact]
    public void The_workspace_holds_covariance_and_determinant_of_the_end_point()
    {
        NewtonWorkspace workspace = Minimize(TestProblems.CoupledBowl(1.0), [3.0, -2.0], [-9.0, -9.0], [9.0, 9.0]).Workspace;
        double[] covariance = new double[4];
        workspace.Covariance(covariance);
        double[] expected = [2.0 / 3.0, -1.0 / 3.0, -1.0 / 3.0, 2.0 / 3.0];
        for (int i = 0; i < 4; i++) Closeness.Near(expected[i], covariance[i], Closeness.Rounding);
        Closeness.Near(Math.Log(3.0), workspace.LogDeterminant(), Closeness.Rounding);
    }

    [Fact]
    public void Lengths_that_disagree_are_an_error() =>
        Assert.Throws<ArgumentException>(() => BoundedNewton.Minimize(TestProblems.Kink, new double[2], new double[1], new double[1], new bool[1], new NewtonWorkspace(1)));

    [Fact]
    public void Every_outcome_has_its_sentence()
    {
        string[] sentences = [.. Enum.GetValues<FitOutcome>().Select(o => o.Advice())];
        Assert.All(sentences, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
        Assert.Equal(sentences.Length, sentences.Distinct().Count());
    }

    private static (NewtonReport Report, double[] Point, NewtonWorkspace Workspace) Minimize(Problem problem, double[] start, double[] lower, double[] upper)
    {
        NewtonWorkspace workspace = new(problem.Dimension);
        NewtonReport report = BoundedNewton.Minimize(problem, start, lower, upper, new bool[problem.Dimension], workspace);
        return (report, start, workspace);
    }
}
