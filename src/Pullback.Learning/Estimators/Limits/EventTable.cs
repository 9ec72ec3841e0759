using System.Globalization;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>Checks of arrays with a row for each event or point.</summary>
internal static class EventTable
{
    /// <summary>The number of rows of finite numbers.</summary>
    public static int Rows(ReadOnlySpan<double> values, int width, string what)
    {
        if (width < 1) throw new ArgumentException($"There must be at least one column of {what}, but there are {width}.", nameof(width));
        if (values.Length % width != 0) throw new ArgumentException($"There are {values.Length} numbers of {what}, which is no multiple of the {width} columns.", nameof(values));
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i / width} of the {what} has {values[i]} in column {i % width}; only finite numbers are allowed. Remove the row or correct it."), nameof(values));
        }

        return values.Length / width;
    }

    /// <summary>The weights of events: those given, or ones.</summary>
    public static double[] Weights(ReadOnlySpan<double> weights, int events)
    {
        if (weights.IsEmpty)
        {
            double[] ones = new double[events];
            Array.Fill(ones, 1.0);
            return ones;
        }

        if (weights.Length != events) throw new ArgumentException($"There are {weights.Length} weights for {events} events; give one for each event.", nameof(weights));
        Rows(weights, 1, "weights");
        return weights.ToArray();
    }
}
