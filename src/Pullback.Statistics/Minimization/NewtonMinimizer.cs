using Pullback.Autodiff;

namespace Pullback.Statistics.Minimization;

/// <summary><see cref="BoundedNewton"/> as the minimizer of an inner fit of a traced graph, for <see cref="Op.ArgMin"/>.</summary>
/// <remarks>Two minimizers with equal options are equal, so that equal inner fits of a graph are one node.</remarks>
/// <param name="Options">When a descent stops; the defaults when null.</param>
public sealed record NewtonMinimizer(NewtonOptions? Options = null) : IInnerMinimizer
{
    /// <inheritdoc/>
    /// <exception cref="FitFailedException">The descent did not converge; the message says why.</exception>
    public void Minimize(IInnerObjective objective, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution)
    {
        ArgumentNullException.ThrowIfNull(objective);
        NewtonWorkspace workspace = new(objective.Dimension);
        NewtonReport report = BoundedNewton.Minimize(new Function(objective), solution, lower, upper, new bool[objective.Dimension], workspace, Options);
        report.ThrowIfFailed("inner fit");
    }

    private readonly struct Function(IInnerObjective objective) : IHasHessian
    {
        public int Dimension => objective.Dimension;

        public double Value(ReadOnlySpan<double> point) => InDomain(objective.Value(point));

        public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient) =>
            InDomain(objective.Evaluate(point, gradient, new double[Dimension * Dimension]));

        public double ValueGradientAndHessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian) =>
            InDomain(objective.Evaluate(point, gradient, hessian));

        /// <summary>A logarithm of a negative rate is NaN in the graph: outside the domain.</summary>
        private static double InDomain(double value) => double.IsFinite(value) ? value : double.PositiveInfinity;
    }
}
