using Pullback.Numerics.LinearAlgebra;
using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Ops;

public sealed class ArgMinTests
{
    [Fact]
    public void A_minimum_has_derivatives_of_every_order() => Expect.Derivatives(
        x =>
        {
            if (x[0].Axis is not null)
            {
                return 0;
            }

            Graph graph = x[0].Graph;
            Expr t = graph.Parameter("t", Shape.Of(2));
            (Expr t0, Expr t1) = (Op.Element(t, 0, 0), Op.Element(t, 0, 1));
            Expr objective = Op.Exp(t0 - x[0]) - t0 + (x[1] * Op.Square(t1 - t0)) + (0.1 * Op.Square(Op.Square(t1 - (x[0] * x[1]))));
            Expr solution = Op.ArgMin(objective, new Newton(), new ArgMinVariable(t, 0.0))[0];
            return Op.Sum(Op.Square(solution)) + (Op.Element(solution, 0, 0) * x[1]);
        },
        [0.4, 1.3],
        [-0.2, 0.8]);

    [Fact]
    public void The_profile_of_a_poisson_rate_has_the_known_solution_and_slope()
    {
        var graph = new Graph();
        Expr n = graph.Parameter("n");
        Expr b = graph.Parameter("b");
        Expr mu = graph.Parameter("mu");
        Expr solution = Op.ArgMin(mu + b - (n * Op.Log(mu + b)), new Newton(), new ArgMinVariable(mu, 1.0, Lower: 0))[0];
        Expr[] gradient = Derivatives.Gradient(solution, n, b);
        using EveryExecutor evaluator = EveryExecutor.Of([solution, .. gradient]);
        evaluator.Set(n, 7);
        evaluator.Set(b, 2.5);
        evaluator.Evaluate();
        Assert.Equal(4.5, evaluator.Scalar(solution), 1e-12);
        Assert.Equal(1, evaluator.Scalar(gradient[0]), 1e-12);
        Assert.Equal(-1, evaluator.Scalar(gradient[1]), 1e-12);
    }

    [Fact]
    public void A_variable_held_by_its_bound_does_not_move()
    {
        var graph = new Graph();
        Expr n = graph.Parameter("n");
        Expr mu = graph.Parameter("mu");
        Expr nuisance = graph.Parameter("nuisance");
        Expr rate = mu + (2.5 * Op.Exp(0.2 * nuisance));
        Expr objective = rate - (n * Op.Log(rate)) + (0.5 * Op.Square(nuisance));
        Expr[] solution = Op.ArgMin(
            objective, new Newton(), new ArgMinVariable(mu, 1.0, Lower: 0), new ArgMinVariable(nuisance, 0.0));
        Expr[] slopes = [Derivatives.Gradient(solution[0], n)[0], Derivatives.Gradient(solution[1], n)[0]];
        using EveryExecutor evaluator = EveryExecutor.Of([.. solution, .. slopes]);
        double Nuisance(double count)
        {
            evaluator.Set(n, count);
            evaluator.Evaluate();
            return evaluator.Scalar(solution[1]);
        }

        double difference = (Nuisance(1.0 + 1e-5) - Nuisance(1.0 - 1e-5)) / 2e-5;
        Nuisance(1.0);
        Assert.Equal(0, evaluator.Scalar(solution[0]));
        Assert.Equal(0, evaluator.Scalar(slopes[0]));
        Assert.Equal(difference, evaluator.Scalar(slopes[1]), 1e-8);
    }

    [Fact]
    public void An_objective_may_sum_over_events()
    {
        // The mean of f(x) is the minimum of the sum of squares, so value and gradient are known.
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Expr scale = graph.Parameter("scale");
        Expr centre = graph.Parameter("centre");
        Expr objective = Op.SumEvents(Op.Square(Op.Exp(scale * x) - centre));
        Expr solution = Op.ArgMin(objective, new Newton(), new ArgMinVariable(centre, 0.0))[0];
        Expr result = Op.SumEvents(Op.Abs(Op.Exp(scale * x) - solution)) + Op.Square(solution);
        Expr slope = Derivatives.Gradient(solution, scale)[0];
        Expr total = Derivatives.Gradient(result, scale)[0];
        using EveryExecutor evaluator = EveryExecutor.Of([solution, slope, result, total]);
        double[] events = [.. Enumerable.Range(0, 3000).Select(i => Math.Cos(0.1 * i))];
        evaluator.Bind(x, events);
        evaluator.Set(scale, 0.7);
        evaluator.Evaluate();
        Assert.Equal(events.Average(e => Math.Exp(0.7 * e)), evaluator.Scalar(solution), 1e-12);
        Assert.Equal(events.Average(e => e * Math.Exp(0.7 * e)), evaluator.Scalar(slope), 1e-12);
        double exact = evaluator.Scalar(total);
        evaluator.Set(scale, 0.7 + 1e-6);
        evaluator.Evaluate();
        double up = evaluator.Scalar(result);
        evaluator.Set(scale, 0.7 - 1e-6);
        evaluator.Evaluate();
        Assert.Equal((up - evaluator.Scalar(result)) / 2e-6, exact, 1e-4 * Math.Abs(exact));
    }

    [Fact]
    public void A_derivative_by_an_event_value_inside_of_the_objective_is_refused()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Expr centre = graph.Parameter("centre");
        Expr solution = Op.ArgMin(Op.SumEvents(Op.Square(x - centre)), new Newton(), new ArgMinVariable(centre, 0.0))[0];
        Assert.Throws<ArgumentException>(() => Derivatives.Gradient(solution, x));
    }

    /// <summary>Newton's method with the variables that a bound holds taken out.</summary>
    private sealed class Newton : IInnerMinimizer
    {
        public void Minimize(IInnerObjective objective, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution)
        {
            int n = objective.Dimension;
            double[] gradient = new double[n];
            double[] hessian = new double[n * n];
            for (int iteration = 0; iteration < 100; iteration++)
            {
                objective.Evaluate(solution, gradient, hessian);
                double size = 0;
                for (int i = 0; i < n; i++)
                {
                    bool held = (solution[i] <= lower[i] && gradient[i] > 0) || (solution[i] >= upper[i] && gradient[i] < 0);
                    if (held)
                    {
                        gradient[i] = 0;
                        for (int j = 0; j < n; j++)
                        {
                            hessian[(i * n) + j] = hessian[(j * n) + i] = i == j ? 1 : 0;
                        }
                    }

                    size = Math.Max(size, Math.Abs(gradient[i]));
                }

                if (size < 1e-13)
                {
                    return;
                }

                Cholesky.Factor(hessian, n);
                Cholesky.Solve(hessian, n, gradient);
                bool moved = false;
                for (int i = 0; i < n; i++)
                {
                    double next = Math.Clamp(solution[i] - gradient[i], lower[i], upper[i]);
                    moved |= next != solution[i];
                    solution[i] = next;
                }

                if (!moved)
                {
                    return;
                }
            }

            throw new ArithmeticException("No convergence.");
        }
    }
}
