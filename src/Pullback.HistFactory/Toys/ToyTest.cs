using System.Globalization;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Likelihoods;
using Pullback.Numerics.Random;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Toys;

/// <summary>Hypothesis tests whose distributions come from toys instead of asymptotic formulas.</summary>
/// <remarks>
/// <para>Toys are drawn at the conditional fits of the observed data at the tested value and at 0 (at 1 for <see cref="TestStatistic.Q0"/>), auxiliary data included, and each is
/// fitted twice. Toy i is the same for any number of threads, and so is the result, to the bit.</para>
/// <para>A toy whose fits do not converge from several starts is counted and left out.</para>
/// <para>Reference: [Cowan2011], [Pyhf2021].</para>
/// </remarks>
public static class ToyTest
{
    private const int ToysPerTask = 32;
    private static readonly double[] s_percentiles = [2.2750131948179195, 15.865525393145708, 50.0, 84.1344746068543, 97.72498680518208];

    /// <summary>Runs a test.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The observed data.</param>
    /// <param name="poi">The tested value; ignored for <see cref="TestStatistic.Q0"/>, which tests 0.</param>
    /// <param name="statistic">A one-sided statistic.</param>
    /// <param name="options">How many toys; the defaults when null.</param>
    /// <param name="progress">Told the number of toys done, of both hypotheses together.</param>
    /// <param name="cancellation">Stops the test.</param>
    /// <returns>The result.</returns>
    /// <exception cref="FitFailedException">A fit to the observed data did not converge.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    /// <exception cref="ArgumentException">The statistic is two-sided, or a number is not valid.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static ToyTestResult Run(
        HistFactoryModel model, HistFactoryData data, double poi, TestStatistic statistic = TestStatistic.QMuTilde, ToyOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Run(() => new ModelInference(model), data, poi, statistic, options, progress, cancellation);

    /// <summary>Runs a test with parameters held or bounds changed.</summary>
    /// <param name="create">Makes the inference of one thread, all alike.</param>
    /// <param name="data">The observed data.</param>
    /// <param name="poi">The tested value; ignored for <see cref="TestStatistic.Q0"/>, which tests 0.</param>
    /// <param name="statistic">A one-sided statistic.</param>
    /// <param name="options">How many toys; the defaults when null.</param>
    /// <param name="progress">Told the number of toys done, of both hypotheses together.</param>
    /// <param name="cancellation">Stops the test.</param>
    /// <inheritdoc cref="Run(HistFactoryModel, HistFactoryData, double, TestStatistic, ToyOptions?, IProgress{int}?, CancellationToken)"/>
    public static ToyTestResult Run(
        Func<ModelInference> create, HistFactoryData data, double poi, TestStatistic statistic = TestStatistic.QMuTilde, ToyOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        options ??= new ToyOptions();
        if (statistic is TestStatistic.TMu or TestStatistic.TMuTilde) throw new ArgumentException($"{statistic} is two-sided and has no CLs. Use QMu, QMuTilde or Q0.", nameof(statistic));
        if (options.Toys < 1) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{options.Toys} toys are asked for, but at least 1 is needed."), nameof(options));
        if (!double.IsFinite(poi)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The tested value {poi} is not finite."), nameof(poi));
        ModelInference inference = create();
        HistFactoryModel model = inference.Model;
        double tested = statistic == TestStatistic.Q0 ? 0.0 : poi;
        double alternative = statistic == TestStatistic.Q0 ? 1.0 : 0.0;
        double q = inference.TestStatisticOf(statistic, tested, data);
        double[] atTested = Truth(inference, data, tested);
        double[] atAlternative = Truth(inference, data, alternative);
        int done = 0;
        double[] signal = Statistics(atTested, "toys of the tested hypothesis");
        double[] background = Statistics(atAlternative, "toys of the alternative");
        int failed = signal.Concat(background).Count(double.IsNaN);
        signal = [.. signal.Where(v => !double.IsNaN(v)).Order()];
        background = [.. background.Where(v => !double.IsNaN(v)).Order()];
        if (signal.Length == 0 || background.Length == 0)
        {
            throw new FitFailedException(
                "fit of every toy of one hypothesis", FitOutcome.Stalled, string.Create(CultureInfo.InvariantCulture, $"{failed} toys failed."));
        }

        double clsb = Share(signal, q);
        double clb = Share(background, q);
        double clsbUncertainty = Binomial(clsb, signal.Length);
        double clbUncertainty = Binomial(clb, background.Length);
        double cls = clb > 0.0 ? clsb / clb : double.NaN;
        double clsUncertainty = Math.Sqrt(clsbUncertainty * clsbUncertainty + cls * clbUncertainty * cls * clbUncertainty) / clb;
        double[] bandClsb = [.. background.Select(v => Share(signal, v))];
        double[] bandCls = [.. background.Select((v, i) => bandClsb[i] / Share(background, v))];
        return new ToyTestResult(
            statistic, tested, q, clsb, clb, cls, clsbUncertainty, clbUncertainty, clb > 0.0 ? clsUncertainty : double.NaN,
            Percentiles(bandCls), Percentiles(bandClsb), options.Toys, failed);

        double[] Statistics(double[] truth, string purpose)
        {
            var sampler = new ToySampler(model, truth);
            double[] values = new double[options.Toys];
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
                CancellationToken = cancellation,
            };
            Parallel.For(0, (values.Length + ToysPerTask - 1) / ToysPerTask, parallel, () => (Inference: create(), Toy: new ModelData(model.Compiled)), (task, _, worker) =>
            {
                int last = Math.Min(values.Length, (task + 1) * ToysPerTask);
                for (int i = task * ToysPerTask; i < last; i++)
                {
                    sampler.Draw(new RandomStream(options.Seed, purpose, (ulong)i), worker.Toy);
                    values[i] = worker.Inference.ToyStatistic(statistic, tested, worker.Toy, truth);
                }

                progress?.Report(Interlocked.Add(ref done, last - task * ToysPerTask));
                return worker;
            }, _ => { });
            return values;
        }
    }

    /// <summary>The values at the percentiles of ±2 and ±1 standard deviations and the median, interpolated linearly between order statistics.</summary>
    /// <param name="values">At least one.</param>
    internal static double[] Percentiles(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return [.. s_percentiles.Select(percentile =>
        {
            double place = percentile / 100.0 * (sorted.Length - 1);
            int below = (int)place;
            int above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        })];
    }

    private static double[] Truth(ModelInference inference, HistFactoryData data, double poi) =>
        [.. inference.Fit(data, new Dictionary<string, double> { [inference.Model.PoiName!] = poi }).ThrowIfFailed().Values];

    /// <summary>The share of sorted values that are at least a limit.</summary>
    private static double Share(double[] sorted, double limit)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < limit) low = middle + 1;
            else high = middle;
        }

        return (double)(sorted.Length - low) / sorted.Length;
    }

    /// <summary>The binomial uncertainty of a share, but never less than one toy more or less would change.</summary>
    private static double Binomial(double share, int count) => Math.Max(Math.Sqrt(share * (1.0 - share) / count), 1.0 / count);
}
