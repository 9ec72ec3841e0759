using Pullback.Cli.CommandLine;
using Pullback.HistFactory;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Modifiers;
using Pullback.Numerics.Random;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.Cli.Workspaces;

/// <summary>A hypothesis test whose p-values are counted from pseudo-experiments.</summary>
/// <remarks>
/// <para>Toys are drawn at the conditional fits to the observed data, at the tested value and at that of the alternative, auxiliary data included, as in pyhf. Toy i is the
/// same whatever the number of threads. Toys whose fit fails are left out and counted.</para>
/// <para>Reference: [Pyhf2021].</para>
/// </remarks>
internal sealed class ToyTest
{
    private const int ChunkLength = 32;
    private readonly double[] _tested;
    private readonly double[] _alternative;

    private ToyTest(double statistic, double[] tested, double[] alternative, int failed)
    {
        Statistic = statistic;
        Failed = failed;
        _tested = tested;
        _alternative = alternative;
        Array.Sort(_tested);
        Array.Sort(_alternative);
    }

    /// <summary>The observed test statistic.</summary>
    public double Statistic { get; }

    /// <summary>Number of toys whose fit failed.</summary>
    public int Failed { get; }

    /// <summary>The p-value of the tested hypothesis.</summary>
    public double Clsb => Share(_tested, Statistic);

    /// <summary>The p-value of the alternative.</summary>
    public double Clb => Share(_alternative, Statistic);

    /// <summary>The uncertainty of <see cref="Clsb"/> from the number of toys.</summary>
    public double ClsbUncertainty => Uncertainty(Clsb, _tested.Length);

    /// <summary>The uncertainty of <see cref="Clb"/>.</summary>
    public double ClbUncertainty => Uncertainty(Clb, _alternative.Length);

    /// <summary>The ratio of both p-values; NaN if no toy of the alternative reaches the observed statistic.</summary>
    public double Cls => Clsb / Clb;

    /// <summary>The uncertainty of <see cref="Cls"/>.</summary>
    public double ClsUncertainty => Math.Sqrt(Math.Pow(ClsbUncertainty, 2) + Math.Pow(Cls * ClbUncertainty, 2)) / Clb;

    /// <summary>Draws and fits toys.</summary>
    /// <param name="context">Threads, seed, progress and cancellation.</param>
    /// <param name="model">The model.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="poi">The tested value.</param>
    /// <param name="count">Number of toys of each hypothesis.</param>
    /// <exception cref="FitFailedException">A fit to the observed data did not converge.</exception>
    public static ToyTest Run(VerbContext context, LoadedModel model, TestStatistic statistic, double poi, int count)
    {
        ModelInference inference = model.Inference();
        double observed = inference.TestStatisticOf(statistic, poi, model.Data);
        ToySource[] sources =
        [
            ToySource.At(inference, model, poi, "workspace toys: tested hypothesis"),
            ToySource.At(inference, model, statistic == TestStatistic.Q0 ? 1.0 : 0.0, "workspace toys: alternative"),
        ];
        int chunks = (count + ChunkLength - 1) / ChunkLength;
        double[][] found = ParallelWork.Run(context, "toys", 2 * chunks, model.Inference, (mine, chunk) =>
        {
            ToySource source = sources[chunk / chunks];
            int first = chunk % chunks * ChunkLength;
            double[] values = new double[Math.Min(ChunkLength, count - first)];
            for (int i = 0; i < values.Length; i++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                values[i] = Value(mine, statistic, poi, source.Draw(context.Seed, (ulong)(first + i)));
            }

            return values;
        });
        double[] tested = [.. found.Take(chunks).SelectMany(values => values).Where(double.IsFinite)];
        double[] alternative = [.. found.Skip(chunks).SelectMany(values => values).Where(double.IsFinite)];
        return new ToyTest(observed, tested, alternative, (2 * count) - tested.Length - alternative.Length);
    }

    /// <summary>What the alternative lets expect, from −2σ to +2σ: percentiles over its toys, each taken as if it were data.</summary>
    /// <param name="discovery">Whether to give p-values of the tested hypothesis instead of CLs.</param>
    public double[] Expected(bool discovery)
    {
        double[] values = [.. _alternative.Select(t => discovery ? Share(_tested, t) : Share(_tested, t) / Share(_alternative, t)).Order()];
        return [.. HypothesisTestResult.BandSigmas.Select(sigma => Percentile(values, Numerics.SpecialFunctions.SpecialMath.NormalCdf(-sigma)))];
    }

    private static double Value(ModelInference inference, TestStatistic statistic, double poi, HistFactoryData toy)
    {
        try
        {
            return inference.TestStatisticOf(statistic, poi, toy);
        }
        catch (FitFailedException)
        {
            return double.NaN;
        }
    }

    /// <summary>The share of sorted values that are at least as large as another.</summary>
    private static double Share(double[] sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return (sorted.Length - low) / (double)sorted.Length;
    }

    // Binomial, but never less than what one toy more or less would change.
    private static double Uncertainty(double share, int count) => Math.Max(Math.Sqrt(share * (1.0 - share) / count), 1.0 / count);

    private static double Percentile(double[] sorted, double share)
    {
        if (sorted.Length == 0) return double.NaN;
        double place = share * (sorted.Length - 1);
        int below = Math.Min((int)place, sorted.Length - 1);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Where the toys of one hypothesis come from.</summary>
    private sealed record ToySource(string Purpose, double[] Rates, double[] Auxiliary, double[] Widths)
    {
        /// <summary>The conditional fit at a value of the parameter of interest.</summary>
        public static ToySource At(ModelInference inference, LoadedModel model, double poi, string purpose)
        {
            FitResult fit = inference.Fit(model.Data, new Dictionary<string, double> { [model.Model.PoiName!] = poi }).ThrowIfFailed();
            double[] point = [.. fit.Values];
            double[] auxiliary = inference.ExpectedAuxiliary(point);
            double[] widths = new double[auxiliary.Length];
            foreach (HistFactory.Models.ParameterBlock block in model.Model.Blocks.Where(block => block.Constraint != ConstraintKind.None))
            {
                for (int p = block.First; p < block.First + block.Count; p++)
                {
                    int place = model.Model.ConstrainedParameters.ToList().IndexOf(p);
                    if (place >= 0) widths[place] = block.Constraint == ConstraintKind.Poisson ? double.NegativeInfinity : inference.PrefitUncertainty(p);
                }
            }

            return new ToySource(purpose, inference.ExpectedMain(point), auxiliary, widths);
        }

        /// <summary>One toy; a width of −infinity stands for a Poisson constraint, NaN for a fixed parameter, whose datum changes nothing.</summary>
        public HistFactoryData Draw(ulong seed, ulong index)
        {
            var stream = new RandomStream(seed, Purpose, index);
            double[] counts = [.. Rates.Select(rate => stream.Poisson(Math.Max(0.0, rate)))];
            double[] auxiliary = [.. Auxiliary.Select((expected, i) => double.IsNaN(Widths[i]) ? expected : double.IsNegativeInfinity(Widths[i]) ? stream.Poisson(expected) : stream.Normal(expected, Widths[i]))];
            return new HistFactoryData(counts, auxiliary);
        }
    }
}
