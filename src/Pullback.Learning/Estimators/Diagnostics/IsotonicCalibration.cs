namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>Isotonic regression: the non-decreasing step function of s that is nearest to the labels in weighted least squares.</summary>
/// <remarks>
/// <para>Found by pooling adjacent violators. Between the blocks' means of ln r the log odds are joined by straight lines, beyond the first and last they are
/// constant. Blocks of one class only are kept away from 0 and 1 by one over their effective number of events plus two, and no further than the next block.</para>
/// <para>Reference: [Barlow1972].</para>
/// </remarks>
public sealed class IsotonicCalibration : IRatioCalibration
{
    private readonly double[] _position;
    private readonly double[] _value;

    private IsotonicCalibration(double[] position, double[] value)
    {
        _position = position;
        _value = value;
    }

    /// <summary>The number of blocks.</summary>
    public int Blocks => _position.Length;

    /// <summary>Fits the step function.</summary>
    /// <param name="events">Held-out events of both classes with finite log ratios.</param>
    /// <exception cref="ArgumentException">A log ratio is infinite.</exception>
    public static IsotonicCalibration Fit(LabelledRatios events)
    {
        ArgumentNullException.ThrowIfNull(events);
        int infinite = Array.FindIndex(events.LogRatios, double.IsInfinity);
        if (infinite >= 0) throw new ArgumentException($"The log ratio of event {infinite} is infinite; a calibration needs finite ones. Leave the event out.", nameof(events));

        // By increasing ln r, so decreasing probability of the denominator: blocks of the numerator's share.
        int[] order = [.. Enumerable.Range(0, events.LogRatios.Length).Where(e => events.Weights[e] > 0).OrderBy(e => events.LogRatios[e])];
        var blocks = new List<Block>();
        for (int k = 0; k < order.Length; k++)
        {
            int e = order[k];
            double w = events.Weights[e];
            var next = new Block(w, w * w, w * (1 - events.Labels[e]), w * events.LogRatios[e]);
            bool tied = k > 0 && events.LogRatios[e] == events.LogRatios[order[k - 1]];
            if (tied) next = Joined(blocks, next);
            while (blocks.Count > 0 && blocks[^1].Share >= next.Share) next = Joined(blocks, next);
            blocks.Add(next);
        }

        double[] shares = [.. blocks.Select(block => block.Share)];
        if (shares[0] <= 0) shares[0] = Inside(blocks[0], shares.Length > 1 ? shares[1] : 1);
        if (shares[^1] >= 1) shares[^1] = 1 - Inside(blocks[^1], shares.Length > 1 ? 1 - shares[^2] : 1);
        return new IsotonicCalibration([.. blocks.Select(block => block.LogRatio / block.Weight)], [.. shares.Select(p => Math.Log(p / (1 - p)))]);
    }

    /// <inheritdoc/>
    public double Apply(double logRatio)
    {
        if (double.IsNaN(logRatio)) throw new ArgumentException("The log ratio is not a number.", nameof(logRatio));
        int after = Array.BinarySearch(_position, logRatio);
        if (after >= 0) return _value[after];
        after = ~after;
        if (after == 0) return _value[0];
        if (after == _position.Length) return _value[^1];
        double share = (logRatio - _position[after - 1]) / (_position[after] - _position[after - 1]);
        return _value[after - 1] + (share * (_value[after] - _value[after - 1]));
    }

    private static Block Joined(List<Block> blocks, Block next)
    {
        Block last = blocks[^1];
        blocks.RemoveAt(blocks.Count - 1);
        return new Block(last.Weight + next.Weight, last.Squares + next.Squares, last.Numerator + next.Numerator, last.LogRatio + next.LogRatio);
    }

    private static double Inside(Block block, double neighbor) => Math.Min(1 / ((block.Weight * block.Weight / block.Squares) + 2), neighbor > 0 ? neighbor : 0.5);

    private readonly record struct Block(double Weight, double Squares, double Numerator, double LogRatio)
    {
        public double Share => Numerator / Weight;
    }
}
