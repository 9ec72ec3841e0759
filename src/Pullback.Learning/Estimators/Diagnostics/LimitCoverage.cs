using Pullback.Learning.Estimators.Limits;
using Pullback.Numerics.Random;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>Observed against expected intervals of a parameter over pseudo-experiments drawn from held-out events.</summary>
/// <param name="Level">The confidence level.</param>
/// <param name="Expected">The interval of the Asimov data: all events, with weights that add up to the expected number.</param>
/// <param name="Observed">The interval of each pseudo-experiment; null where a fit failed. Shape [experiment].</param>
/// <param name="PValues">The asymptotic p-value of the true value in each, NaN where a fit failed; uniform if the formulas hold. Shape [experiment].</param>
/// <param name="Covered">The number of intervals that hold the true value.</param>
/// <param name="Failed">The number of pseudo-experiments whose fits failed; they do not count in the coverage.</param>
public sealed record LimitCoverage(double Level, LikelihoodInterval Expected, IReadOnlyList<LikelihoodInterval?> Observed, double[] PValues, int Covered, int Failed)
{
    /// <summary>The share of intervals that hold the true value; NaN without intervals.</summary>
    public double Coverage => Covered / (double)(Observed.Count - Failed);

    /// <summary>The interval of one standard deviation of <see cref="Coverage"/>.</summary>
    public WilsonInterval Uncertainty => WilsonInterval.Of(Coverage, Observed.Count - Failed);

    /// <summary>The upper ends at the normal quantiles −2 … +2; ∞ where they lie beyond the bounds. Shape [5].</summary>
    public double[] UpperBand => Band(interval => interval.Upper ?? double.PositiveInfinity);

    /// <summary>The lower ends at the normal quantiles −2 … +2; −∞ where they lie beyond the bounds. Shape [5].</summary>
    public double[] LowerBand => Band(interval => interval.Lower ?? double.NegativeInfinity);

    /// <summary>Draws pseudo-experiments and fits each.</summary>
    /// <param name="sample">What the estimator says of held-out events of the true point.</param>
    /// <param name="weights">Weights of the events at the true point, zero or more; empty weighs all alike. Shape [event].</param>
    /// <param name="truth">The true point, shape [parameter].</param>
    /// <param name="parameters">Names and bounds; every fit begins at the true point.</param>
    /// <param name="parameter">The parameter whose intervals are looked at, from 0.</param>
    /// <param name="options">How many, how large, and the seed; null for the defaults.</param>
    /// <param name="expected">The expected number of events, for a Poisson term; null for none.</param>
    /// <param name="constraints">Auxiliary measurements; their means are drawn around the true point in each experiment, and the given ones are not used. Null for none.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a weight is negative, or the expected number of events is not positive.</exception>
    /// <exception cref="FitFailedException">The fit of the Asimov data failed.</exception>
    /// <exception cref="NonFiniteLogRatioException">The log ratio of an event is not finite.</exception>
    public static LimitCoverage Of(
        ILogRatio sample, ReadOnlySpan<double> weights, ReadOnlySpan<double> truth, ParameterSet parameters, int parameter, PseudoExperimentOptions? options = null,
        IExpectedEvents? expected = null, IReadOnlyList<GaussianConstraint>? constraints = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= new PseudoExperimentOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Experiments, 1, nameof(options));
        double[] point = truth.ToArray();
        if (point.Length != sample.Parameters) throw new ArgumentException($"The true point has {point.Length} parameters, but the estimator has {sample.Parameters}.", nameof(truth));
        double[] shares = FisherInformation.Shares(weights, sample.Events);
        int negative = Array.FindIndex(shares, share => share < 0);
        if (negative >= 0) throw new ArgumentException($"The weight of event {negative} is negative; events can only be drawn with weights of zero or more.", nameof(weights));
        double mean = expected?.Evaluate(point, new double[point.Length]) ?? options.ExpectedEvents;
        if (!(mean > 0) || !double.IsFinite(mean)) throw new ArgumentException(FormattableString.Invariant($"The expected number of events at the true point is {mean}, but must be positive."), nameof(options));
        GaussianConstraint[] central = [.. (constraints ?? []).Select(c => c with { Mean = point[c.Parameter] })];
        LikelihoodInference asimov = Inference([.. shares.Select(share => mean * share)], mean, central, options.Threads);
        LikelihoodInterval wanted = asimov.Interval(asimov.Fit(point, cancellation: cancellation), parameter, options.Level, cancellation: cancellation);
        double[] cumulative = Cumulative(shares);
        var observed = new LikelihoodInterval?[options.Experiments];
        double[] p = new double[options.Experiments];
        var failures = new NonFiniteLogRatioException?[options.Experiments];
        bool[] held = new bool[point.Length];
        held[parameter] = true;
        void Work(int i)
        {
            var stream = new RandomStream(options.Seed, "pseudo-experiment", (ulong)i);
            double count = options.Fluctuates ? stream.Poisson(mean) : Math.Round(mean);
            double[] drawn = new double[shares.Length];
            for (double k = 0; k < count; k++) drawn[Event(cumulative, stream.Uniform())]++;
            LikelihoodInference inference = Inference(drawn, count, [.. central.Select(c => c with { Mean = stream.Normal(c.Mean, c.Deviation) })], 1);
            p[i] = double.NaN;
            try
            {
                LikelihoodFit fit = inference.Fit(point, cancellation: cancellation);
                LikelihoodFit conditional = inference.Fit(point, held, cancellation);
                LikelihoodInterval interval = inference.Interval(fit, parameter, options.Level, cancellation: cancellation);
                if (!conditional.IsConverged) return;
                observed[i] = interval;
                p[i] = ChiSquaredDistribution.Above(Math.Max(0, 2 * (conditional.Nll - fit.Nll)), 1);
            }
            catch (FitFailedException)
            {
                observed[i] = null;
            }
            catch (NonFiniteLogRatioException problem)
            {
                failures[i] = problem;
            }
        }

        Parallel.For(0, options.Experiments, new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? -1 : options.Threads, CancellationToken = cancellation }, Work);
        if (failures.FirstOrDefault(failure => failure is not null) is { } first) throw first;
        int covered = observed.Count(o => o is not null && !(o.Lower > point[parameter]) && !(o.Upper < point[parameter]));
        return new LimitCoverage(options.Level, wanted, observed, p, covered, observed.Count(o => o is null));

        LikelihoodInference Inference(double[] eventWeights, double count, GaussianConstraint[] measured, int threads) =>
            new(new EstimatorLikelihood(sample, eventWeights, expected is null ? null : new ObservedEvents(expected, count), measured), parameters, threads);
    }

    private static double[] Cumulative(double[] shares)
    {
        double[] cumulative = new double[shares.Length];
        double sum = 0;
        for (int e = 0; e < shares.Length; e++) cumulative[e] = sum += shares[e];
        return cumulative;
    }

    /// <summary>The first event whose cumulative share exceeds u.</summary>
    private static int Event(double[] cumulative, double u)
    {
        int low = 0, high = cumulative.Length - 1;
        double wanted = u * cumulative[^1];
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (cumulative[middle] > wanted) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private double[] Band(Func<LikelihoodInterval, double> end)
    {
        double[] sorted = [.. Observed.OfType<LikelihoodInterval>().Select(end).Order()];
        if (sorted.Length == 0) return [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN];
        return [.. new[] { -2, -1, 0, 1, 2 }.Select(z => sorted[Math.Clamp((int)(Numerics.SpecialFunctions.SpecialMath.NormalCdf(z) * sorted.Length), 0, sorted.Length - 1)])];
    }
}
