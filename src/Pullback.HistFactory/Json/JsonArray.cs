namespace Pullback.HistFactory.Json;

/// <summary>A JSON array; one that holds only numbers keeps them compactly.</summary>
public sealed class JsonArray : JsonTree
{
    private readonly JsonTree[] _items;

    /// <summary>Creates an array.</summary>
    /// <param name="items">The elements.</param>
    /// <exception cref="ArgumentException">The elements are nested too deeply.</exception>
    public JsonArray(IEnumerable<JsonTree> items)
        : this((JsonTree[])[.. items])
    {
        if (Depth > MaximumDepth)
            throw new ArgumentException($"The array is nested {Depth} levels deep, but {MaximumDepth} is the limit.", nameof(items));
    }

    /// <summary>Creates an array of numbers.</summary>
    /// <param name="numbers">The numbers.</param>
    public JsonArray(JsonNumbers numbers)
        : base(1)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        Numbers = numbers;
        _items = [];
    }

    /// <summary>Takes over an array of trees.</summary>
    internal JsonArray(JsonTree[] items)
        : base(DepthOf(items))
    {
        Numbers = JsonNumbers.TryCollect(items);
        _items = Numbers is null ? items : [];
    }

    /// <summary>No elements.</summary>
    public static JsonArray Empty { get; } = new(JsonNumbers.Empty);

    /// <summary>Number of elements.</summary>
    public int Count => Numbers?.Count ?? _items.Length;

    /// <summary>The elements if all are numbers, otherwise null.</summary>
    public JsonNumbers? Numbers { get; }

    /// <summary>An element.</summary>
    /// <param name="index">The index, from 0.</param>
    public JsonTree this[int index] => Numbers is null ? _items[index] : Numbers.At(index);

    /// <summary>The elements in order.</summary>
    public IEnumerable<JsonTree> Items
    {
        get
        {
            for (int i = 0; i < Count; i++)
                yield return this[i];
        }
    }

    /// <summary>The array with another element in place of one.</summary>
    /// <param name="index">The index of the element, from 0.</param>
    /// <param name="value">What takes its place.</param>
    public JsonArray With(int index, JsonTree value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (Numbers is null && ReferenceEquals(_items[index], value))
            return this;
        JsonTree[] items = [.. Items];
        items[index] = value;
        return new JsonArray(items);
    }

    /// <summary>The array with one element more.</summary>
    /// <param name="index">The index that the new element gets, from 0 to <see cref="Count"/>.</param>
    /// <param name="value">The new element.</param>
    public JsonArray Insert(int index, JsonTree value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Count);
        return new JsonArray([.. Items.Take(index), value, .. Items.Skip(index)]);
    }

    /// <summary>The array with one element less.</summary>
    /// <param name="index">The index of the element, from 0.</param>
    public JsonArray Without(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return new JsonArray([.. Items.Take(index), .. Items.Skip(index + 1)]);
    }

    internal override string Describe() => Count switch { 0 => "an empty array", 1 => "an array of 1 element", _ => $"an array of {Count} elements" };

    private protected override bool HasValueOf(JsonTree other)
    {
        if (other is not JsonArray array || array.Count != Count)
            return false;
        if (Numbers is not null && array.Numbers is not null)
            return Numbers.HasValuesOf(array.Numbers);
        for (int i = 0; i < Count; i++)
        {
            if (!ValueEquals(this[i], array[i]))
                return false;
        }

        return true;
    }

    private static int DepthOf(JsonTree[] items)
    {
        int depth = 0;
        foreach (JsonTree item in items)
            depth = Math.Max(depth, item.Depth);
        return depth + 1;
    }
}
