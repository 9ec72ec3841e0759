using Pullback.Cli.Output;
using Pullback.HistFactory.Inference;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Standard;

namespace Pullback.Cli.Workspaces.Pictures;

/// <summary>The pictures of a fit.</summary>
internal static class FitPictures
{
    // Above this number of parameters a map of all correlations shows nothing: only larger ones remain.
    private const int MostCorrelations = 40;

    /// <summary>Pulls, one page or more.</summary>
    public static IEnumerable<Picture> Pulls(FitResult fit, ModelInference inference, HistFactory.HistFactoryData data)
    {
        ParameterPull[] pulls = [.. Enumerable.Range(0, fit.Parameters.Count).Where(i => !fit.IsFixed(i)).Select(i => Pull(fit, inference, data, i))];
        if (pulls.Length == 0) yield break;
        IReadOnlyList<Figure> pages = PullsFigure.Create(pulls);
        for (int page = 0; page < pages.Count; page++)
        {
            yield return new Picture(
                pages.Count == 1 ? "pulls" : $"pulls-{page + 1}",
                pages[page],
                "How far the fit moved each parameter, in units of its uncertainty before the fit, and how much the data constrain it. Free parameters have values instead.");
        }
    }

    /// <summary>Correlations between the parameters that the fit moved.</summary>
    public static IEnumerable<Picture> Correlation(FitResult fit)
    {
        int[] moved = [.. Enumerable.Range(0, fit.Parameters.Count).Where(i => !fit.IsFixed(i) && !fit.IsAtBound(i))];
        if (moved.Length < 2) yield break;
        double threshold = 0.0;
        if (moved.Length > MostCorrelations)
        {
            double[] largest = [.. moved.Select(i => moved.Where(j => j != i).Max(j => Math.Abs(fit.Correlation(i, j)))).OrderDescending()];
            threshold = largest[MostCorrelations];
        }

        double[,] values = new double[moved.Length, moved.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            for (int j = 0; j < moved.Length; j++) values[i, j] = fit.Correlation(moved[i], moved[j]);
        }

        string shown = threshold > 0.0 ? $" Shown are parameters with a correlation above {ShownNumber.Of(threshold, 2)} to some other one." : "";
        yield return new Picture(
            "correlation",
            CorrelationFigure.Create(new CorrelationMatrix([.. moved.Select(i => fit.Parameters[i].Name)], values) { Threshold = threshold }),
            "Correlations between the fitted parameters." + shown);
    }

    /// <summary>Expected and observed counts of all channels.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="title">A line above the legend.</param>
    /// <param name="caption">What the reader sees.</param>
    /// <param name="yields">The expected counts.</param>
    /// <param name="counts">The observed counts, channels in the same order.</param>
    public static Picture Yields(string name, string title, string caption, IReadOnlyList<ChannelYield> yields, IReadOnlyList<double> counts)
    {
        var channels = new List<ChannelYields>();
        int first = 0;
        foreach (ChannelYield channel in yields)
        {
            int bins = channel.Total.Count;
            channels.Add(new ChannelYields(channel.Channel, [.. channel.Samples.Select(sample => new ProcessYields(sample.Sample, [.. sample.Counts.Select(count => Math.Max(0.0, count))]))])
            {
                Uncertainty = channel.TotalUncertainty,
                Data = [.. counts.Skip(first).Take(bins)],
            });
            first += bins;
        }

        // Interpolated templates can be slightly negative; a stack cannot.
        if (yields.Any(channel => channel.Samples.Any(sample => sample.Counts.Any(count => count < 0.0)))) caption += " Negative expected counts of single samples are drawn as zero.";
        string? signal = WorkspaceReport.SamplesOf(yields).FirstOrDefault(sample => sample.Contains("signal", StringComparison.OrdinalIgnoreCase));
        return new Picture(name, ChannelYieldsFigure.Create(new YieldsByChannel(channels) { Signal = signal, Notes = [title] }), caption);
    }

    /// <summary>The pull of one parameter.</summary>
    public static ParameterPull Pull(FitResult fit, ModelInference inference, HistFactory.HistFactoryData data, int i)
    {
        double pull = inference.Pull(data, fit, i);
        double prefit = inference.PrefitUncertainty(i);
        double sigma = fit.HesseUncertainty(i);
        return double.IsFinite(pull) && prefit > 0.0
            ? new ParameterPull(fit.Parameters[i].Name, pull, sigma / prefit)
            : new ParameterPull(fit.Parameters[i].Name, fit.Values[i], sigma) { IsFree = true };
    }
}
