using System.Globalization;

namespace Pullback.Statistics.Likelihoods;

/// <summary>Measured or simulated events: named columns of equal length, and a weight for each event.</summary>
public sealed class EventSample
{
    private readonly Dictionary<string, ReadOnlyMemory<double>> _columns;

    /// <summary>Gathers columns; numbers are not copied.</summary>
    /// <param name="name">What the sample is called in messages.</param>
    /// <param name="columns">At least one; shapes [event].</param>
    /// <param name="weights">Shape [event], of any sign; empty weighs every event by 1.</param>
    /// <exception cref="ArgumentException">There is no column, lengths differ, or a number is not finite; the message names column and row.</exception>
    public EventSample(string name, IReadOnlyDictionary<string, ReadOnlyMemory<double>> columns, ReadOnlyMemory<double> weights = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0) throw new ArgumentException($"Sample '{name}' has no columns; give at least one.", nameof(columns));
        Name = name;
        _columns = new Dictionary<string, ReadOnlyMemory<double>>(columns, StringComparer.Ordinal);
        (string first, ReadOnlyMemory<double> values) = columns.First();
        Count = values.Length;
        foreach ((string column, ReadOnlyMemory<double> numbers) in columns) Check($"column '{column}'", numbers, $"column '{first}'");
        if (!weights.IsEmpty) Check("weights", weights, $"column '{first}'");
        Weights = weights;
    }

    /// <summary>What the sample is called in messages.</summary>
    public string Name { get; }

    /// <summary>The number of events.</summary>
    public int Count { get; }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyCollection<string> Columns => _columns.Keys;

    /// <summary>The weights, shape [event]; empty if all are 1.</summary>
    public ReadOnlyMemory<double> Weights { get; }

    /// <summary>The sum of the weights.</summary>
    public double SumOfWeights => Weights.IsEmpty ? Count : EventWeights.Sum(Weights.Span);

    /// <summary>A column.</summary>
    /// <param name="column">Its name.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    public ReadOnlyMemory<double> this[string column] => _columns.TryGetValue(column, out ReadOnlyMemory<double> values)
        ? values
        : throw new ArgumentException($"Sample '{Name}' has no column '{column}'; it has {string.Join(", ", _columns.Keys)}.", nameof(column));

    /// <summary>The same events with other weights.</summary>
    /// <param name="weights">Shape [event]; empty weighs every event by 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is not finite.</exception>
    public EventSample WithWeights(ReadOnlyMemory<double> weights) => new(Name, _columns, weights);

    /// <summary>These events followed by others, in the columns that both have, as for a background that is subtracted by negative weights.</summary>
    /// <param name="other">The other events.</param>
    /// <param name="factor">What their weights are multiplied with: −1 to subtract them, −0.1 to subtract a tenth of them.</param>
    /// <exception cref="ArgumentException">No column is common to both, or the factor is not finite.</exception>
    public EventSample With(EventSample other, double factor)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!double.IsFinite(factor)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weights of '{other.Name}' are multiplied with {factor}, but the factor must be finite."), nameof(factor));
        string[] common = [.. _columns.Keys.Where(other._columns.ContainsKey)];
        if (common.Length == 0)
            throw new ArgumentException($"Samples '{Name}' ({string.Join(", ", Columns)}) and '{other.Name}' ({string.Join(", ", other.Columns)}) have no column in common.", nameof(other));
        double[] weights = new double[Count + other.Count];
        Own(this, weights.AsSpan(0, Count), 1);
        Own(other, weights.AsSpan(Count), factor);
        return new EventSample(Name, common.ToDictionary(c => c, c => (ReadOnlyMemory<double>)(double[])[.. this[c].Span, .. other[c].Span], StringComparer.Ordinal), weights);

        static void Own(EventSample sample, Span<double> target, double factor)
        {
            for (int e = 0; e < target.Length; e++) target[e] = factor * (sample.Weights.IsEmpty ? 1 : sample.Weights.Span[e]);
        }
    }

    private void Check(string what, ReadOnlyMemory<double> numbers, string first)
    {
        if (numbers.Length != Count) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Sample '{Name}': {what} has {numbers.Length} numbers, but {first} has {Count}. All must be of the same events."), nameof(numbers));
        int bad = numbers.Span.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad >= 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Sample '{Name}': {what} has {numbers.Span[bad]} in row {bad} (from 0); only finite numbers are allowed. Remove the event or correct it."), nameof(numbers));
    }
}
