namespace Pullback.HistFactory.Json;

/// <summary>A stack of numbers that arrays are taken from.</summary>
internal sealed class NumberCollector
{
    private double[] _values = new double[64];
    private bool[] _integers = new bool[64];
    private Dictionary<int, string>? _digits;

    /// <summary>Number of numbers on the stack.</summary>
    public int Count { get; private set; }

    /// <summary>Puts a number on the stack.</summary>
    public void Add(double value, bool isInteger, string? digits)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, 2 * Count);
            Array.Resize(ref _integers, 2 * Count);
        }

        if (digits is not null)
            (_digits ??= [])[Count] = digits;
        _values[Count] = value;
        _integers[Count++] = isInteger;
    }

    /// <summary>Takes the numbers above a height off the stack.</summary>
    public JsonNumbers TakeFrom(int start)
    {
        if (start == Count)
            return JsonNumbers.Empty;
        double[] values = _values[start..Count];
        ulong[]? bits = null;
        for (int i = 0; i < values.Length; i++)
        {
            if (_integers[start + i])
                (bits ??= new ulong[(values.Length + 63) / 64])[i >> 6] |= 1UL << (i & 63);
        }

        Dictionary<int, string>? digits = null;
        if (_digits is { Count: > 0 })
        {
            foreach ((int index, string text) in _digits.Where(entry => entry.Key >= start).ToArray())
            {
                (digits ??= [])[index - start] = text;
                _digits.Remove(index);
            }
        }

        Count = start;
        return new JsonNumbers(values, bits, digits);
    }
}
