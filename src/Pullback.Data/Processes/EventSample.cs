using System.Globalization;
using Pullback.Data.Tables;
using Pullback.Numerics.Summation;

namespace Pullback.Data.Processes;

/// <summary>Weighted events: a table, a weight per event, and a factor on all weights.</summary>
/// <remarks>The weight of event i is <c>factor · w_i</c>. Single weights may be negative; their sum is positive.</remarks>
public sealed class EventSample
{
    private const int TileRows = 1 << 14;
    private readonly int? _weightColumn;

    private EventSample(string name, EventTable events, int? weightColumn, double factor, double sum, double sumOfSquares)
    {
        Name = name;
        Events = events;
        _weightColumn = weightColumn;
        Factor = factor;
        Yield = sum;
        SumOfSquaredWeights = sumOfSquares;
    }

    /// <summary>What the events are, for messages.</summary>
    public string Name { get; }

    /// <summary>The events.</summary>
    public EventTable Events { get; }

    /// <summary>Number of events.</summary>
    public long Count => Events.Count;

    /// <summary>Factor on all weights.</summary>
    public double Factor { get; }

    /// <summary>Sum of the weights, factor included. Unit: expected events.</summary>
    public double Yield { get; }

    /// <summary>Sum of the squared weights, factor included: the variance of the yield from the size of the sample.</summary>
    public double SumOfSquaredWeights { get; }

    /// <summary>Number of unweighted events of the same relative uncertainty: <c>(Σw)² / Σw²</c>.</summary>
    public double EffectiveCount => Yield * Yield / SumOfSquaredWeights;

    /// <summary>Makes a sample and checks it.</summary>
    /// <param name="name">What the events are, for messages.</param>
    /// <param name="events">The events; the sample does not own them.</param>
    /// <param name="weightColumn">Column of the weights, or null for weights of 1.</param>
    /// <param name="scale">Factor on all weights; null for 1.</param>
    /// <param name="yield">What the weights are scaled to sum to; null to keep them.</param>
    /// <exception cref="EventDataException">There are no events, the sum of the weights is not positive, or scale or yield are not positive numbers or both given.</exception>
    /// <exception cref="ColumnException">There is no such column.</exception>
    public static EventSample Create(string name, EventTable events, string? weightColumn = null, double? scale = null, double? yield = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (scale is not null && yield is not null)
            throw new EventDataException(name, "both a scale and a yield are given", "one of them", "The scale multiplies the weights; the yield says what they sum to");
        RequirePositive(name, "scale", scale);
        RequirePositive(name, "yield", yield);
        if (events.Count == 0) throw new EventDataException(name, "there are no events", "at least one event", "Check the files and the selection");
        var column = weightColumn is null ? (int?)null : events.IndexOf(weightColumn);
        var (sum, squares, negative) = Sum(events, column);
        if (!(sum > 0) || !double.IsFinite(squares))
        {
            throw new EventDataException(
                name, string.Create(CultureInfo.InvariantCulture, $"the weights of its {events.Count} events, {negative} of them negative, sum to {sum:G6}"), "a positive, finite sum", "Check the weight column and the selection");
        }

        var factor = yield is { } expected ? expected / sum : scale ?? 1.0;
        return new EventSample(name, events, column, factor, factor * sum, factor * factor * squares);
    }

    /// <summary>Reads weights, factor included. Thread-safe.</summary>
    /// <param name="first">First event.</param>
    /// <param name="destination">Filled with the events from <paramref name="first"/> on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The events do not exist.</exception>
    public void ReadWeights(long first, Span<double> destination)
    {
        if (first < 0 || first > Count - destination.Length) throw new ArgumentOutOfRangeException(nameof(first), first, $"There are {Count} events.");
        if (_weightColumn is not { } column)
        {
            destination.Fill(Factor);
            return;
        }

        Events.Read(column, first, destination);
        for (var i = 0; i < destination.Length; i++) destination[i] *= Factor;
    }

    /// <summary>All weights, factor included.</summary>
    public double[] Weights()
    {
        var weights = new double[Count];
        ReadWeights(0, weights);
        return weights;
    }

    private static void RequirePositive(string name, string what, double? value)
    {
        if (value is { } number && !(number > 0 && double.IsFinite(number)))
            throw new EventDataException(name, $"the {what} is {number.ToString("R", CultureInfo.InvariantCulture)}", "a positive, finite number");
    }

    /// <summary>Compensated sums in the order of the events.</summary>
    private static (double Sum, double Squares, long Negative) Sum(EventTable events, int? column)
    {
        if (column is not { } index) return (events.Count, events.Count, 0);
        var sum = default(CompensatedSum);
        var squares = default(CompensatedSum);
        long negative = 0;
        var tile = new double[TileRows];
        for (long first = 0; first < events.Count; first += TileRows)
        {
            var weights = tile.AsSpan(0, (int)Math.Min(TileRows, events.Count - first));
            events.Read(index, first, weights);
            foreach (var weight in weights)
            {
                sum.Add(weight);
                squares.Add(weight * weight);
                if (weight < 0) negative++;
            }
        }

        return (sum.Value, squares.Value, negative);
    }
}
