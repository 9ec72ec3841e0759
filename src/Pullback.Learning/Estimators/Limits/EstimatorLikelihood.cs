using Pullback.Numerics.Summation;
using Pullback.Statistics.Distributions;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>The negative log-likelihood of a sample under a trained estimator.</summary>
/// <remarks>
/// <para><c>−ln L(θ) = −Σ_e w_e ln r(x_e|θ) − ln Pois(n|ν(θ)) − Σ_k ln N(m_k|θ_k, σ_k)</c>, the last two terms if they are given. The reference of the ratio
/// adds a constant.</para>
/// <para>Weights are those of Asimov data, or of observed events that stand for more or less than one. Events of weight zero are not looked at.</para>
/// <para>Derivative: the score, so that a gradient costs one reverse pass. Points and events are shared out in blocks of fixed size over the threads,
/// and partial sums are joined in order: the result has the same bits for any number of threads.</para>
/// </remarks>
public sealed class EstimatorLikelihood
{
    private const int EventsPerBlock = 1024;
    private const int RowsPerBlock = 8192;
    private readonly ILogRatio _ratio;
    private readonly double[] _weights;
    private readonly int[] _events;
    private readonly ObservedEvents? _count;

    /// <summary>Puts a likelihood together.</summary>
    /// <param name="ratio">What the estimator says of the events.</param>
    /// <param name="weights">w_e, shape [event]; empty weighs each event by one. Negative weights are allowed.</param>
    /// <param name="count">The Poisson term of the number of events; null for none.</param>
    /// <param name="constraints">Auxiliary measurements, at most one for each parameter; null for none.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a number is not finite, a deviation is not positive, or two constraints are of one parameter.</exception>
    public EstimatorLikelihood(ILogRatio ratio, ReadOnlySpan<double> weights = default, ObservedEvents? count = null, IReadOnlyList<GaussianConstraint>? constraints = null)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        _ratio = ratio;
        _count = count;
        Constraints = constraints ?? [];
        double[] all = EventTable.Weights(weights, ratio.Events);
        _events = [.. Enumerable.Range(0, all.Length).Where(e => all[e] != 0)];
        _weights = [.. _events.Select(e => all[e])];
        if (count is not null && (!(count.Observed >= 0) || !double.IsFinite(count.Observed)))
            throw new ArgumentException(FormattableString.Invariant($"The observed number of events is {count.Observed}, but must be zero or more."), nameof(count));
        if (count is not null && count.Expected.Parameters != ratio.Parameters)
            throw new ArgumentException($"The expected number of events depends on {count.Expected.Parameters} parameters, but the estimator has {ratio.Parameters}.", nameof(count));
        foreach (GaussianConstraint constraint in Constraints)
        {
            if (constraint.Parameter < 0 || constraint.Parameter >= ratio.Parameters)
                throw new ArgumentException($"A constraint is of parameter {constraint.Parameter}, but the parameters are 0 to {ratio.Parameters - 1}.", nameof(constraints));
            if (!double.IsFinite(constraint.Mean) || !(constraint.Deviation > 0) || !double.IsFinite(constraint.Deviation))
                throw new ArgumentException(FormattableString.Invariant($"The constraint of parameter {constraint.Parameter} has mean {constraint.Mean} and deviation {constraint.Deviation}; both must be finite, and the deviation positive."), nameof(constraints));
            if (Constraints.Count(c => c.Parameter == constraint.Parameter) > 1)
                throw new ArgumentException($"Parameter {constraint.Parameter} has several constraints. Combine them to one.", nameof(constraints));
        }
    }

    /// <summary>The number of parameters.</summary>
    public int Parameters => _ratio.Parameters;

    /// <summary>The auxiliary measurements.</summary>
    public IReadOnlyList<GaussianConstraint> Constraints { get; }

    /// <summary>The negative log-likelihood at points.</summary>
    /// <param name="points">Shape [point, parameter].</param>
    /// <param name="threads">Threads that share the work; 0 for all processors. The result does not depend on it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Shape [point]; ∞ where the expected number of events is not positive.</returns>
    /// <exception cref="NonFiniteLogRatioException">The log ratio of an event is not finite.</exception>
    public double[] Nll(ReadOnlySpan<double> points, int threads = 0, CancellationToken cancellation = default)
    {
        double[] values = new double[EventTable.Rows(points, Parameters, "points")];
        Evaluate(points, values, [], threads, cancellation);
        return values;
    }

    /// <summary>The negative log-likelihood and its gradient at points.</summary>
    /// <param name="points">Shape [point, parameter].</param>
    /// <param name="values">Receives −ln L, shape [point].</param>
    /// <param name="gradients">Receives −∂ ln L/∂θ, shape [point, parameter]; empty if it is not asked for.</param>
    /// <param name="threads">Threads that share the work; 0 for all processors. The result does not depend on it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a point is not finite.</exception>
    /// <exception cref="NonFiniteLogRatioException">The log ratio or a score of an event is not finite.</exception>
    public void Evaluate(ReadOnlySpan<double> points, Span<double> values, Span<double> gradients, int threads = 0, CancellationToken cancellation = default)
    {
        int parameters = Parameters;
        int count = EventTable.Rows(points, parameters, "points");
        bool withGradient = !gradients.IsEmpty;
        if (values.Length != count || (withGradient && gradients.Length != points.Length))
            throw new ArgumentException($"There are {count} points of {parameters} parameters, but room for {values.Length} values and {gradients.Length} entries of gradients.", nameof(values));
        int width = withGradient ? 1 + parameters : 1;
        CompensatedSum[] sums = SumEvents(points.ToArray(), count, withGradient, threads, cancellation);
        double[] slope = new double[parameters];
        for (int p = 0; p < count; p++)
        {
            ReadOnlySpan<double> theta = points.Slice(p * parameters, parameters);
            Span<double> gradient = withGradient ? gradients.Slice(p * parameters, parameters) : slope;
            for (int k = 0; withGradient && k < parameters; k++) gradient[k] = -sums[(p * width) + 1 + k].Value;
            values[p] = -sums[p * width].Value + Auxiliary(theta, gradient);
        }
    }

    /// <summary>The terms that do not depend on the events; their gradient is added to that given.</summary>
    private double Auxiliary(ReadOnlySpan<double> theta, Span<double> gradient)
    {
        double sum = 0;
        foreach (GaussianConstraint constraint in Constraints)
        {
            sum -= NormalDistribution.LogPdf(constraint.Mean, theta[constraint.Parameter], constraint.Deviation);
            gradient[constraint.Parameter] += (theta[constraint.Parameter] - constraint.Mean) / (constraint.Deviation * constraint.Deviation);
        }

        if (_count is null) return sum;
        double[] slope = new double[Parameters];
        double rate = _count.Expected.Evaluate(theta, slope);
        if (!(rate > 0)) return double.PositiveInfinity;
        for (int k = 0; k < slope.Length; k++) gradient[k] += (1 - (_count.Observed / rate)) * slope[k];
        return sum + PoissonDistribution.Deviance(_count.Observed, rate) - PoissonDistribution.SaturatedLogPdf(_count.Observed);
    }

    /// <summary>The sums over events of log ratio and score; shape [point, 1 + parameter].</summary>
    private CompensatedSum[] SumEvents(double[] points, int count, bool withGradient, int threads, CancellationToken cancellation)
    {
        int width = withGradient ? 1 + Parameters : 1;
        int eventBlocks = (_events.Length + EventsPerBlock - 1) / EventsPerBlock;
        int pointsPerBlock = Math.Max(1, RowsPerBlock / Math.Max(1, Math.Min(EventsPerBlock, _events.Length)));
        int pointBlocks = (count + pointsPerBlock - 1) / pointsPerBlock;
        var parts = new CompensatedSum[eventBlocks * pointBlocks][];
        var failures = new NonFiniteLogRatioException?[parts.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads, CancellationToken = cancellation };
        void Work(int block)
        {
            int firstPoint = block / eventBlocks * pointsPerBlock;
            int firstEvent = block % eventBlocks * EventsPerBlock;
            try
            {
                parts[block] = SumBlock(
                    points.AsSpan(firstPoint * Parameters, Math.Min(pointsPerBlock, count - firstPoint) * Parameters),
                    firstEvent, Math.Min(EventsPerBlock, _events.Length - firstEvent), withGradient);
            }
            catch (NonFiniteLogRatioException problem)
            {
                failures[block] = problem;
            }
        }

        if (threads == 1 || parts.Length == 1)
        {
            for (int block = 0; block < parts.Length; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                Work(block);
            }
        }
        else
        {
            Parallel.For(0, parts.Length, options, Work);
        }

        // The first in order, not in time: the same error whatever the number of threads.
        if (failures.FirstOrDefault(failure => failure is not null) is { } first) throw first;
        var sums = new CompensatedSum[count * width];
        for (int p = 0; p < count; p++)
        {
            for (int b = 0; b < eventBlocks; b++)
            {
                CompensatedSum[] part = parts[(p / pointsPerBlock * eventBlocks) + b];
                for (int k = 0; k < width; k++) sums[(p * width) + k].Add(part[(p % pointsPerBlock * width) + k]);
            }
        }

        return sums;
    }

    private CompensatedSum[] SumBlock(ReadOnlySpan<double> points, int firstEvent, int events, bool withGradient)
    {
        int parameters = Parameters;
        int count = points.Length / parameters;
        int width = withGradient ? 1 + parameters : 1;
        double[] values = new double[count * events];
        double[] scores = new double[withGradient ? count * events * parameters : 0];
        _ratio.Evaluate(points, _events.AsSpan(firstEvent, events), values, scores);
        var sums = new CompensatedSum[count * width];
        for (int p = 0; p < count; p++)
        {
            for (int e = 0; e < events; e++)
            {
                int row = (p * events) + e;
                double weight = _weights[firstEvent + e];
                if (!double.IsFinite(values[row])) throw new NonFiniteLogRatioException(_events[firstEvent + e], points.Slice(p * parameters, parameters).ToArray(), values[row]);
                sums[p * width].Add(weight * values[row]);
                for (int k = 0; k < width - 1; k++)
                {
                    double score = scores[(row * parameters) + k];
                    if (!double.IsFinite(score)) throw new NonFiniteLogRatioException(_events[firstEvent + e], points.Slice(p * parameters, parameters).ToArray(), score, $"score by parameter {k}");
                    sums[(p * width) + 1 + k].Add(weight * score);
                }
            }
        }

        return sums;
    }
}
