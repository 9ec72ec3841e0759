using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Pullback.HistFactory.Json;

/// <summary>A name and its value in a JSON object.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public readonly record struct JsonMember(string Name, JsonTree Value);

/// <summary>A JSON object: values under distinct names, in the order of the text.</summary>
public sealed class JsonObject : JsonTree
{
    private const int LongestScan = 12;

    private readonly JsonMember[] _members;
    private readonly Dictionary<string, int>? _indices;

    /// <summary>Creates an object. Of members with one name the last gives the value, at the place of the first.</summary>
    /// <param name="members">The members.</param>
    /// <exception cref="ArgumentException">The members are nested too deeply.</exception>
    public JsonObject(IEnumerable<JsonMember> members)
        : this((JsonMember[])[.. members])
    {
        if (Depth > MaximumDepth)
            throw new ArgumentException($"The object is nested {Depth} levels deep, but {MaximumDepth} is the limit.", nameof(members));
    }

    /// <summary>Takes over an array of members; names may repeat.</summary>
    internal JsonObject(JsonMember[] members)
        : base(DepthOf(members))
    {
        _members = members.Length > LongestScan ? Distinct(members, out _indices) : Distinct(members);
    }

    /// <summary>No members.</summary>
    public static JsonObject Empty { get; } = new((JsonMember[])[]);

    /// <summary>Number of members.</summary>
    public int Count => _members.Length;

    /// <summary>The members in the order of the text.</summary>
    public ImmutableArray<JsonMember> Members => ImmutableCollectionsMarshal.AsImmutableArray(_members);

    /// <summary>The names in the order of the text.</summary>
    public IEnumerable<string> Names => _members.Select(member => member.Name);

    /// <summary>The value under a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">The object has no such name.</exception>
    public JsonTree this[string name] =>
        TryGet(name, out JsonTree? value) ? value : throw new KeyNotFoundException($"There is no '{name}'; the object has {NearestName.List([.. Names])}.");

    /// <summary>Finds the value under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the object has the name.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out JsonTree? value)
    {
        int index = IndexOf(name);
        value = index < 0 ? null : _members[index].Value;
        return index >= 0;
    }

    /// <summary>The object with a value under a name: replaced where the name exists, otherwise added at the end.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public JsonObject With(string name, JsonTree value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        int index = IndexOf(name);
        if (index < 0)
            return new JsonObject((JsonMember[])[.. _members, new JsonMember(name, value)]);
        if (ReferenceEquals(_members[index].Value, value))
            return this;
        JsonMember[] members = [.. _members];
        members[index] = new JsonMember(name, value);
        return new JsonObject(members);
    }

    /// <summary>The object without a name; itself if it has no such name.</summary>
    /// <param name="name">The name.</param>
    public JsonObject Without(string name)
    {
        int index = IndexOf(name);
        return index < 0 ? this : new JsonObject((JsonMember[])[.. _members[..index], .. _members[(index + 1)..]]);
    }

    internal override string Describe() => Count == 0 ? "an empty object" : $"an object with {NearestName.List([.. Names])}";

    private protected override bool HasValueOf(JsonTree other)
    {
        if (other is not JsonObject record || record.Count != Count)
            return false;
        foreach (JsonMember member in _members)
        {
            if (!record.TryGet(member.Name, out JsonTree? value) || !ValueEquals(member.Value, value))
                return false;
        }

        return true;
    }

    private static int DepthOf(JsonMember[] members)
    {
        int depth = 0;
        foreach (JsonMember member in members)
            depth = Math.Max(depth, member.Value.Depth);
        return depth + 1;
    }

    /// <summary>Few members: compares all pairs of names.</summary>
    private static JsonMember[] Distinct(JsonMember[] members)
    {
        int count = 0;
        for (int i = 0; i < members.Length; i++)
        {
            int earlier = 0;
            while (earlier < count && members[earlier].Name != members[i].Name)
                earlier++;
            members[earlier] = members[i];
            count = Math.Max(count, earlier + 1);
        }

        return count == members.Length ? members : members[..count];
    }

    /// <summary>Many members: keeps the index of each name.</summary>
    private static JsonMember[] Distinct(JsonMember[] members, out Dictionary<string, int> indices)
    {
        indices = new Dictionary<string, int>(members.Length, StringComparer.Ordinal);
        foreach (JsonMember member in members)
        {
            indices.TryAdd(member.Name, indices.Count);
            members[indices[member.Name]] = member;
        }

        return indices.Count == members.Length ? members : members[..indices.Count];
    }

    private int IndexOf(string name)
    {
        if (_indices is not null)
            return _indices.GetValueOrDefault(name, -1);
        for (int i = 0; i < _members.Length; i++)
        {
            if (_members[i].Name == name)
                return i;
        }

        return -1;
    }
}
