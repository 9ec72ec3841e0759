using System.Globalization;

namespace Pullback.Learning.Estimators;

/// <summary>The Fisher information of events from their scores, <c>I = N Σₑ wₑ tₑ tₑᵀ / Σₑ wₑ</c>.</summary>
public static class FisherInformation
{
    /// <summary>The information of a sample.</summary>
    /// <param name="scores">Shape [event, parameter].</param>
    /// <param name="parameters">The number of parameters.</param>
    /// <param name="expectedEvents">The expected number of events N.</param>
    /// <param name="weights">Shape [event], never changed; empty weighs all alike.</param>
    /// <returns>Shape [parameter, parameter].</returns>
    /// <exception cref="ArgumentException">Lengths do not fit, or the weights do not add up to a positive number.</exception>
    public static double[,] Of(ReadOnlySpan<double> scores, int parameters, double expectedEvents, ReadOnlySpan<double> weights = default)
    {
        int events = scores.Length / parameters;
        if (events == 0) throw new ArgumentException("The Fisher information needs at least one event, but there is none.", nameof(scores));
        double[] shares = Shares(weights, events);
        double[,] information = new double[parameters, parameters];
        for (int e = 0; e < events; e++)
        {
            for (int i = 0; i < parameters; i++)
            {
                for (int j = 0; j < parameters; j++) information[i, j] += expectedEvents * shares[e] * scores[(e * parameters) + i] * scores[(e * parameters) + j];
            }
        }

        return information;
    }

    /// <summary>What each event adds to the information.</summary>
    /// <inheritdoc cref="Of"/>
    /// <returns>Shape [event, parameter, parameter].</returns>
    public static double[] PerEvent(ReadOnlySpan<double> scores, int parameters, double expectedEvents, ReadOnlySpan<double> weights = default)
    {
        int events = scores.Length / parameters;
        double[] shares = Shares(weights, events);
        double[] information = new double[events * parameters * parameters];
        for (int k = 0; k < information.Length; k++)
        {
            int e = k / (parameters * parameters);
            information[k] = expectedEvents * shares[e] * scores[(e * parameters) + (k / parameters % parameters)] * scores[(e * parameters) + (k % parameters)];
        }

        return information;
    }

    /// <summary>Weights that add up to one.</summary>
    /// <param name="weights">Shape [event]; empty for equal ones.</param>
    /// <param name="events">The number of events.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a weight is not finite, or the sum is not positive.</exception>
    internal static double[] Shares(ReadOnlySpan<double> weights, int events)
    {
        double[] shares = new double[events];
        if (weights.IsEmpty)
        {
            Array.Fill(shares, 1.0 / events);
            return shares;
        }

        if (weights.Length != events) throw new ArgumentException($"There are {weights.Length} weights for {events} events or estimators; give one each.", nameof(weights));
        double sum = 0;
        for (int e = 0; e < events; e++)
        {
            if (!double.IsFinite(weights[e])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Weight {e} is {weights[e]}; only finite numbers are allowed."), nameof(weights));
            sum += weights[e];
        }

        if (!(sum > 0)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weights add up to {sum:R}; their sum must be positive."), nameof(weights));
        for (int e = 0; e < events; e++) shares[e] = weights[e] / sum;
        return shares;
    }
}
