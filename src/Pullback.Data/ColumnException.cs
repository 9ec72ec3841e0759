namespace Pullback.Data;

/// <summary>A column is unknown, doubled, of a type that is not a number, or of another length than its neighbours.</summary>
public sealed class ColumnException : EventDataException
{
    /// <summary>Creates the error for one column.</summary>
    /// <inheritdoc/>
    public ColumnException(string where, string found, string allowed = "", string advice = "", Exception? innerException = null)
        : base(where, found, allowed, advice, innerException)
    {
    }

    /// <summary>The error for a name that is not among the existing ones; it lists them and suggests the nearest.</summary>
    /// <param name="where">The table or file.</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="existing">The names that exist.</param>
    internal static ColumnException Unknown(string where, string name, IReadOnlyCollection<string> existing)
    {
        var nearest = NearestName.Find(name, existing);
        return new ColumnException(
            where,
            $"there is no column '{name}'",
            existing.Count == 0 ? "the table has no columns" : NearestName.List(existing),
            nearest is null ? "" : $"The nearest is '{nearest}'");
    }
}
