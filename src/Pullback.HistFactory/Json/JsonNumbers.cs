using System.Collections;

namespace Pullback.HistFactory.Json;

/// <summary>The elements of an array of numbers, kept as doubles; each remembers whether it was written as an integer.</summary>
public sealed class JsonNumbers : IReadOnlyList<double>
{
    /// <summary>2⁵³: integers up to here are exact as doubles, beyond it their digits are kept.</summary>
    internal const double LargestPlainInteger = 9007199254740992.0;

    private readonly double[] _values;
    private readonly ulong[]? _integers;
    private readonly Dictionary<int, string>? _digits;

    /// <summary>Creates an array of numbers written with a fraction or exponent, such as <c>5.0</c>.</summary>
    /// <param name="values">The values; copied.</param>
    public JsonNumbers(IEnumerable<double> values)
        : this([.. values], null, null)
    {
    }

    /// <summary>Takes over the arrays.</summary>
    /// <param name="values">The values.</param>
    /// <param name="integers">One bit for each value, set if it was written as an integer; null if none was.</param>
    /// <param name="digits">The digits of integers beyond 2⁵³, by index.</param>
    internal JsonNumbers(double[] values, ulong[]? integers, Dictionary<int, string>? digits)
    {
        _values = values;
        _integers = integers;
        _digits = digits;
    }

    /// <summary>No numbers.</summary>
    public static JsonNumbers Empty { get; } = new([], null, null);

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public double this[int index] => _values[index];

    /// <summary>The values.</summary>
    public ReadOnlySpan<double> AsSpan() => _values;

    /// <summary>Whether a number was written without fraction and exponent.</summary>
    /// <param name="index">The index, from 0.</param>
    public bool IsInteger(int index) => _integers is not null && (_integers[index >> 6] >> (index & 63) & 1) != 0;

    /// <summary>One number as a tree.</summary>
    /// <param name="index">The index, from 0.</param>
    public JsonNumber At(int index) => new(_values[index], IsInteger(index), DigitsOf(index));

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Index of the first number that is NaN or infinite, or −1.</summary>
    internal int FirstNotFinite()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (!double.IsFinite(_values[i]))
                return i;
        }

        return -1;
    }

    /// <summary>The digits of an integer beyond 2⁵³; otherwise null.</summary>
    internal string? DigitsOf(int index) => _digits?.GetValueOrDefault(index);

    /// <summary>The numbers of trees, or null if one of them is no number.</summary>
    internal static JsonNumbers? TryCollect(ReadOnlySpan<JsonTree> items)
    {
        foreach (JsonTree item in items)
        {
            if (item is not JsonNumber)
                return null;
        }

        var collector = new NumberCollector();
        foreach (JsonTree item in items)
        {
            var number = (JsonNumber)item;
            collector.Add(number.Value, number.IsInteger, number.Digits);
        }

        return collector.TakeFrom(0);
    }

    internal bool HasValuesOf(JsonNumbers other)
    {
        if (!_values.AsSpan().SequenceEqual(other._values))
            return false;
        return _digits is null || other._digits is null
            || _digits.All(entry => other.DigitsOf(entry.Key) is not { } digits || digits == entry.Value);
    }
}
