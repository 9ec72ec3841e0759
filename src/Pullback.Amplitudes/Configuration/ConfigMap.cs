namespace Pullback.Amplitudes.Configuration;

/// <summary>A mapping, its keys in the order they are written.</summary>
public sealed record ConfigMap : ConfigValue
{
    private readonly Dictionary<string, ConfigValue> _values;

    /// <summary>A mapping.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="entries">Keys and values; the last of equal keys counts, in the place of the first.</param>
    public ConfigMap(int line, IEnumerable<KeyValuePair<string, ConfigValue>> entries)
        : base(line)
    {
        _values = [];
        var keys = new List<string>();
        foreach ((string key, ConfigValue value) in entries)
        {
            if (!_values.ContainsKey(key)) keys.Add(key);
            _values[key] = value;
        }

        Keys = keys;
    }

    /// <summary>A mapping without keys.</summary>
    public static ConfigMap Empty { get; } = new(1, []);

    /// <summary>The keys in order.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The value of a key, or null if it is missing or nothing is written for it.</summary>
    /// <param name="key">The key.</param>
    public ConfigValue? this[string key] => _values.TryGetValue(key, out ConfigValue? value) && !value.IsNull ? value : null;

    /// <summary>Whether a key is written, if only with nothing after it.</summary>
    /// <param name="key">The key.</param>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>This mapping with the keys of another over it.</summary>
    /// <param name="over">What wins.</param>
    public ConfigMap With(ConfigMap over)
    {
        ArgumentNullException.ThrowIfNull(over);
        return new ConfigMap(Line, Pairs().Concat(over.Pairs()));
    }

    /// <summary>Keys and values in order.</summary>
    public IEnumerable<KeyValuePair<string, ConfigValue>> Pairs() => Keys.Select(k => KeyValuePair.Create(k, _values[k]));
}
