using System.Globalization;
using Pullback.Learning.Estimators.Limits;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>Log ratios of events of known origin, each class weighted to one half, so that <c>s = 1/(1 + r)</c> is the probability of the denominator.</summary>
public sealed class LabelledRatios
{
    /// <summary>Takes events of both classes.</summary>
    /// <param name="logRatios">ln r, shape [event].</param>
    /// <param name="labels">0 for events of the numerator, 1 for those of the denominator; shape [event].</param>
    /// <param name="weights">Positive or zero, shape [event]; empty weighs all alike.</param>
    /// <exception cref="ArgumentException">Lengths differ, a label is neither 0 nor 1, a weight is negative, or a class has no weight.</exception>
    /// <exception cref="NonFiniteLogRatioException">A log ratio is not a number; infinite ones are allowed.</exception>
    public LabelledRatios(ReadOnlySpan<double> logRatios, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        if (labels.Length != logRatios.Length) throw new ArgumentException($"There are {labels.Length} labels for {logRatios.Length} log ratios; give one for each event.", nameof(labels));
        double[] all = EventTable.Weights(weights, logRatios.Length);
        double[] sums = new double[2];
        for (int e = 0; e < all.Length; e++)
        {
            if (double.IsNaN(logRatios[e])) throw new NonFiniteLogRatioException(e, [], logRatios[e]);
            if (labels[e] is not (0 or 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The label of event {e} is {labels[e]}, but must be 0 (numerator) or 1 (denominator)."), nameof(labels));
            if (all[e] < 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of event {e} is {all[e]}, but must not be negative: a share of events is asked for."), nameof(weights));
            sums[(int)labels[e]] += all[e];
        }

        for (int c = 0; c < 2; c++)
        {
            if (!(sums[c] > 0)) throw new ArgumentException($"There are no events with weight of the {(c == 0 ? "numerator (label 0)" : "denominator (label 1)")}; both classes are needed.", nameof(labels));
        }

        LogRatios = logRatios.ToArray();
        Labels = labels.ToArray();
        Weights = [.. all.Select((w, e) => 0.5 * w / sums[(int)Labels[e]])];
        Probabilities = [.. LogRatios.Select(value => SpecialMath.Sigmoid(-value))];
    }

    /// <summary>ln r, shape [event].</summary>
    public double[] LogRatios { get; }

    /// <summary>0 for the numerator, 1 for the denominator; shape [event].</summary>
    public double[] Labels { get; }

    /// <summary>Weights that add up to one half in each class; shape [event].</summary>
    public double[] Weights { get; }

    /// <summary>s, shape [event].</summary>
    public double[] Probabilities { get; }
}
