using Pullback.Learning.Estimators.Limits;

namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>One observable of events of the denominator, weighted with r, against events of the numerator; both normalized to one.</summary>
/// <param name="Observable">The observable, from 0.</param>
/// <param name="Edges">Bin edges; values outside count in the first and last bin. Shape [bin + 1].</param>
/// <param name="Target">The numerator, shape [bin].</param>
/// <param name="TargetUncertainties">Shape [bin].</param>
/// <param name="Reweighted">The denominator weighted with r, shape [bin].</param>
/// <param name="ReweightedUncertainties">Shape [bin].</param>
/// <param name="Original">The denominator as it is, shape [bin].</param>
/// <param name="Test">Whether the first two agree, with the covariances of normalized histograms.</param>
/// <param name="OriginalTest">Whether numerator and denominator agree without weights: how much there was to correct.</param>
public sealed record ReweightingClosure(
    int Observable, double[] Edges, double[] Target, double[] TargetUncertainties, double[] Reweighted, double[] ReweightedUncertainties, double[] Original, ChiSquareTest Test, ChiSquareTest OriginalTest)
{
    /// <summary>Compares every observable.</summary>
    /// <param name="numerator">Events of θ, shape [event, observable].</param>
    /// <param name="denominator">Events of the reference, shape [event, observable].</param>
    /// <param name="logRatios">ln r(x|θ) of the events of the reference, shape [event].</param>
    /// <param name="observables">The number of observables.</param>
    /// <param name="numeratorWeights">Shape [event]; empty weighs all alike.</param>
    /// <param name="denominatorWeights">Shape [event]; empty weighs all alike.</param>
    /// <param name="bins">Bins, each with an equal number of events of the numerator; fewer for observables with few values.</param>
    /// <returns>Shape [observable].</returns>
    /// <exception cref="ArgumentException">There are no events, lengths do not fit, a number is not finite, or weights do not add up to a positive number.</exception>
    /// <exception cref="NonFiniteLogRatioException">A log ratio or the ratio itself is not finite.</exception>
    public static ReweightingClosure[] Of(
        ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, ReadOnlySpan<double> logRatios, int observables,
        ReadOnlySpan<double> numeratorWeights = default, ReadOnlySpan<double> denominatorWeights = default, int bins = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        int above = EventTable.Rows(numerator, observables, "observables of the numerator");
        int below = EventTable.Rows(denominator, observables, "observables of the denominator");
        if (logRatios.Length != below) throw new ArgumentException($"There are {logRatios.Length} log ratios for {below} events of the denominator; give one for each.", nameof(logRatios));
        if (above == 0 || below == 0) throw new ArgumentException($"There are {above} events of the numerator and {below} of the denominator; both are needed.", nameof(numerator));
        double[] ratios = RatioClosure.Ratios(logRatios, below);
        double[] weights = EventTable.Weights(denominatorWeights, below);
        for (int e = 0; e < below; e++) ratios[e] *= weights[e];
        var closures = new ReweightingClosure[observables];
        for (int k = 0; k < observables; k++)
        {
            double[] target = Column(numerator, observables, k), other = Column(denominator, observables, k);
            double[] edges = Quantiles(target, bins);
            WeightedMoments wanted = Fill(target, edges, numeratorWeights);
            WeightedMoments found = Fill(other, edges, ratios);
            WeightedMoments plain = Fill(other, edges, weights);
            closures[k] = new ReweightingClosure(
                k, edges, wanted.Mean, Uncertainties(wanted), found.Mean, Uncertainties(found), plain.Mean, Compare(found, wanted), Compare(plain, wanted));
        }

        return closures;
    }

    private static double[] Column(ReadOnlySpan<double> rows, int columns, int column)
    {
        double[] values = new double[rows.Length / columns];
        for (int e = 0; e < values.Length; e++) values[e] = rows[(e * columns) + column];
        return values;
    }

    /// <summary>Quantiles of the values, each once.</summary>
    private static double[] Quantiles(double[] values, int bins)
    {
        double[] sorted = [.. values.Order()];
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => sorted[Math.Min((int)((long)i * sorted.Length / bins), sorted.Length - 1)]).Distinct()];
        return edges.Length > 1 ? edges : [edges[0], edges[0] + Math.Max(1, Math.Abs(edges[0]))];
    }

    /// <summary>The mean of <c>1_b</c> over events: contents of bins that add up to one, and their covariance.</summary>
    private static WeightedMoments Fill(double[] values, double[] edges, ReadOnlySpan<double> weights)
    {
        int bins = edges.Length - 1;
        double[] shares = FisherInformation.Shares(weights, values.Length);
        double[] content = new double[bins], squares = new double[bins];
        for (int e = 0; e < values.Length; e++)
        {
            int place = Array.BinarySearch(edges, values[e]);
            int bin = Math.Clamp(place >= 0 ? place : ~place - 1, 0, bins - 1);
            content[bin] += shares[e];
            squares[bin] += shares[e] * shares[e];
        }

        double all = squares.Sum();
        double[,] covariance = new double[bins, bins];
        for (int i = 0; i < bins; i++)
        {
            for (int j = 0; j < bins; j++) covariance[i, j] = (i == j ? squares[i] : 0) - (content[i] * squares[j]) - (squares[i] * content[j]) + (all * content[i] * content[j]);
        }

        return new WeightedMoments(content, covariance, 1 / all);
    }

    private static double[] Uncertainties(WeightedMoments moments) => [.. moments.Mean.Select((_, i) => Math.Sqrt(moments.Covariance[i, i]))];

    private static ChiSquareTest Compare(WeightedMoments left, WeightedMoments right)
    {
        int order = left.Mean.Length;
        double[,] covariance = new double[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++) covariance[i, j] = left.Covariance[i, j] + right.Covariance[i, j];
        }

        return ChiSquareTest.Of([.. left.Mean.Zip(right.Mean, (a, b) => a - b)], covariance);
    }
}
