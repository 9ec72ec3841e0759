using Pullback.Statistics.Distributions;
using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>Fits, scans, profile limits and intervals of the likelihood of a trained estimator, by asymptotic formulas.</summary>
/// <remarks>
/// <para>Every result is the same for any number of threads.</para>
/// <para>Reference: [Cowan2011].</para>
/// </remarks>
public sealed partial class LikelihoodInference
{
    /// <summary>Points that one thread takes in a row, each fit starting from the last: fixed, so that the number of threads changes nothing.</summary>
    private const int ChunkLength = 8;

    /// <summary>Smooth networks take about ten steps; on kinks more of them do not help.</summary>
    private static readonly NewtonOptions Newton = new() { ScaledGradientTolerance = 1e-9, MaxIterations = 60 };
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _scales;

    /// <summary>Puts a likelihood and its parameters together.</summary>
    /// <param name="likelihood">The likelihood.</param>
    /// <param name="parameters">Names, start values and bounds; those that are fixed keep their start value.</param>
    /// <param name="threads">Threads that share the work; 0 for all processors.</param>
    /// <exception cref="ArgumentException">There are not as many parameters as the estimator has.</exception>
    public LikelihoodInference(EstimatorLikelihood likelihood, ParameterSet parameters, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (parameters.Count != likelihood.Parameters)
            throw new ArgumentException($"There are {parameters.Count} parameters ({string.Join(", ", parameters.Select(p => p.Name))}), but the estimator has {likelihood.Parameters}.", nameof(parameters));
        Likelihood = likelihood;
        Parameters = parameters;
        Threads = threads;
        _lower = [.. parameters.Select(p => p.Lower)];
        _upper = [.. parameters.Select(p => p.Upper)];
        _scales = [.. parameters.Select(p => double.IsFinite(p.Upper - p.Lower) && p.Upper > p.Lower ? p.Upper - p.Lower : 1 + Math.Abs(p.Initial))];
    }

    /// <summary>The likelihood.</summary>
    public EstimatorLikelihood Likelihood { get; }

    /// <summary>The parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Threads that share the work; 0 for all processors.</summary>
    public int Threads { get; }

    /// <summary>Finds the point of highest likelihood.</summary>
    /// <param name="start">Where to begin, shape [parameter]; empty begins at the start values.</param>
    /// <param name="held">Parameters that keep their value at the start, besides those that are fixed; empty holds no others. Shape [parameter].</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The fit, converged or not.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="NonFiniteLogRatioException">The log ratio of an event is not finite.</exception>
    public LikelihoodFit Fit(ReadOnlySpan<double> start = default, ReadOnlySpan<bool> held = default, CancellationToken cancellation = default) =>
        Fit(start, held, Threads, cancellation);

    /// <summary>The likelihood at given points.</summary>
    /// <param name="points">Shape [point, parameter].</param>
    /// <param name="degrees">Degrees of freedom of the asymptotic chi-square distribution; 0 for the number of parameters.</param>
    /// <param name="fit">A fit whose likelihood may be higher than that of any point; null takes the best point.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">There is no point, or a number is not finite.</exception>
    /// <exception cref="NonFiniteLogRatioException">The log ratio of an event is not finite.</exception>
    public LikelihoodScan Scan(ReadOnlySpan<double> points, int degrees = 0, LikelihoodFit? fit = null, CancellationToken cancellation = default)
    {
        double[] nll = Likelihood.Nll(points, Threads, cancellation);
        if (nll.Length == 0) throw new ArgumentException("There is no point to scan; give at least one.", nameof(points));
        int best = 0;
        for (int i = 1; i < nll.Length; i++)
        {
            if (nll[i] < nll[best]) best = i;
        }

        int dof = degrees == 0 ? Parameters.Count : degrees;
        double lowest = Math.Min(nll[best], fit?.Nll ?? double.PositiveInfinity);
        double[] q = [.. nll.Select(value => 2 * (value - lowest))];
        return new LikelihoodScan(points.ToArray(), nll, q, [.. q.Select(value => ChiSquaredDistribution.Above(value, dof))], dof, best);
    }

    /// <summary>The profile likelihood of some parameters at given values, all others fitted at each.</summary>
    /// <param name="fit">The best fit.</param>
    /// <param name="scanned">The parameters, from 0; all different.</param>
    /// <param name="values">Shape [point, scanned parameter].</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Shape [point].</returns>
    /// <exception cref="ArgumentException">A parameter does not exist or is repeated, or a length does not fit.</exception>
    /// <exception cref="NonFiniteLogRatioException">The log ratio of an event is not finite.</exception>
    public ProfilePoint[] Profile(LikelihoodFit fit, IReadOnlyList<int> scanned, ReadOnlySpan<double> values, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(scanned);
        foreach (int parameter in scanned) CheckIndex(parameter, nameof(scanned));
        if (scanned.Count == 0 || scanned.Distinct().Count() != scanned.Count) throw new ArgumentException($"The scanned parameters are [{string.Join(", ", scanned)}], but must be different, and at least one.", nameof(scanned));
        int count = EventTable.Rows(values, scanned.Count, "scanned values");
        double[] at = values.ToArray();
        bool[] held = new bool[Parameters.Count];
        foreach (int parameter in scanned) held[parameter] = true;
        var fits = new LikelihoodFit[count];
        int chunks = (count + ChunkLength - 1) / ChunkLength;
        var failures = new NonFiniteLogRatioException?[chunks];
        void Work(int chunk)
        {
            double[] theta = fit.Theta;
            try
            {
                for (int i = chunk * ChunkLength; i < Math.Min(count, (chunk + 1) * ChunkLength); i++)
                {
                    theta = [.. theta];
                    for (int k = 0; k < scanned.Count; k++) theta[scanned[k]] = at[(i * scanned.Count) + k];
                    fits[i] = Fit(theta, held, 1, cancellation);
                    if (fits[i].IsConverged) theta = fits[i].Theta;
                    else theta = fit.Theta;
                }
            }
            catch (NonFiniteLogRatioException problem)
            {
                failures[chunk] = problem;
            }
        }

        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = Threads == 0 ? -1 : Threads, CancellationToken = cancellation }, Work);
        if (failures.FirstOrDefault(failure => failure is not null) is { } first) throw first;
        var points = new ProfilePoint[count];
        for (int i = 0; i < count; i++)
        {
            double q = fits[i].IsConverged ? Math.Max(0, 2 * (fits[i].Nll - fit.Nll)) : double.NaN;
            points[i] = new ProfilePoint(at.AsSpan(i * scanned.Count, scanned.Count).ToArray(), q, ChiSquaredDistribution.Above(q, scanned.Count), fits[i]);
        }

        return points;
    }

    private void CheckIndex(int parameter, string name)
    {
        if (parameter < 0 || parameter >= Parameters.Count) throw new ArgumentException($"There is no parameter {parameter}; they are 0 to {Parameters.Count - 1}.", name);
    }

    private LikelihoodFit Fit(ReadOnlySpan<double> start, ReadOnlySpan<bool> held, int threads, CancellationToken cancellation)
    {
        int order = Parameters.Count;
        if (start.Length != 0 && start.Length != order) throw new ArgumentException($"The start has {start.Length} values, but there are {order} parameters.", nameof(start));
        if (held.Length != 0 && held.Length != order) throw new ArgumentException($"There are {held.Length} marks of held parameters, but {order} parameters.", nameof(held));
        double[] theta = start.Length == 0 ? [.. Parameters.Select(p => p.Initial)] : start.ToArray();
        bool[] still = held.Length == 0 ? new bool[order] : held.ToArray();
        for (int i = 0; i < order; i++) still[i] |= Parameters[i].State == ParameterState.Fixed;
        var workspace = new NewtonWorkspace(order);
        var function = new LikelihoodFunction(Likelihood, _scales, still, threads, cancellation);
        NewtonReport report = BoundedNewton.Minimize(function, theta, _lower, _upper, still, workspace, Newton);
        bool[] atBound = [.. Enumerable.Range(0, order).Select(i => !still[i] && (theta[i] <= _lower[i] || theta[i] >= _upper[i]))];
        return new LikelihoodFit(theta, report.Value, [.. workspace.Gradient], double.IsNaN(report.Edm) ? null : Covariance(workspace), atBound, report.Outcome, report.Edm, report.Iterations);
    }

    private static double[,] Covariance(NewtonWorkspace workspace)
    {
        int order = workspace.Dimension;
        double[,] covariance = new double[order, order];
        double[] column = new double[order];
        for (int k = 0; k < order; k++)
        {
            Array.Clear(column);
            column[k] = 1;
            workspace.SolveFree(column, column);
            for (int i = 0; i < order; i++) covariance[i, k] = column[i];
        }

        return covariance;
    }
}
