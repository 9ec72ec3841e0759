namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>The ratio of the histograms of ln r of numerator and denominator: in each bin <c>ln r = ln n₀/n₁</c>.</summary>
/// <remarks>
/// <para>Bins hold equal weight of both classes together. A class that is missing in a bin counts as half an event there, so that ratios stay finite.</para>
/// <para>Reference: [Cranmer2015].</para>
/// </remarks>
public sealed class HistogramCalibration : IRatioCalibration
{
    private readonly double[] _edges;
    private readonly double[] _values;

    private HistogramCalibration(double[] edges, double[] values)
    {
        _edges = edges;
        _values = values;
    }

    /// <summary>The number of bins.</summary>
    public int Bins => _values.Length;

    /// <summary>Fills the histograms.</summary>
    /// <param name="events">Held-out events of both classes.</param>
    /// <param name="bins">The number of bins of equal weight, at least 1.</param>
    public static HistogramCalibration Fit(LabelledRatios events, int bins = 20)
    {
        ArgumentNullException.ThrowIfNull(events);
        int[] bin = CalibrationBins.OfEqualWeight(bins).Of(events.LogRatios, events.Weights);
        double[] lowest = new double[bins];
        Array.Fill(lowest, double.PositiveInfinity);
        double[][] weight = [new double[bins], new double[bins]];
        double[] classSquares = new double[2];
        for (int e = 0; e < bin.Length; e++)
        {
            int label = (int)events.Labels[e];
            lowest[bin[e]] = Math.Min(lowest[bin[e]], events.LogRatios[e]);
            weight[label][bin[e]] += events.Weights[e];
            classSquares[label] += events.Weights[e] * events.Weights[e];
        }

        // The weight of a typical event of a class is Σ w²/Σ w, with Σ w = 1/2.
        int[] filled = [.. Enumerable.Range(0, bins).Where(b => weight[0][b] + weight[1][b] > 0)];
        double Content(int label, int b) => weight[label][b] > 0 ? weight[label][b] : classSquares[label];
        return new HistogramCalibration([.. filled.Skip(1).Select(b => lowest[b])], [.. filled.Select(b => Math.Log(Content(0, b) / Content(1, b)))]);
    }

    /// <inheritdoc/>
    public double Apply(double logRatio)
    {
        if (double.IsNaN(logRatio)) throw new ArgumentException("The log ratio is not a number.", nameof(logRatio));
        int place = Array.BinarySearch(_edges, logRatio);
        return _values[place >= 0 ? place + 1 : ~place];
    }
}
