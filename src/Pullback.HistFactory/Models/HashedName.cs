namespace Pullback.HistFactory.Models;

/// <summary>A name with its hash, computed once: the names of a compiled sample are looked up again for every model that has it.</summary>
/// <param name="text">The name.</param>
internal readonly struct HashedName(string text) : IEquatable<HashedName>
{
    private readonly int _hash = text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public string Text => text;

    public bool Equals(HashedName other) => _hash == other._hash && text == other.Text;

    public override bool Equals(object? obj) => obj is HashedName other && Equals(other);

    public override int GetHashCode() => _hash;
}
