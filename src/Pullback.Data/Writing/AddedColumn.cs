using Pullback.Data.Tables;

namespace Pullback.Data.Writing;

/// <summary>A column written beside those of a table, such as a score or a category.</summary>
/// <param name="Column">Name and type.</param>
/// <param name="Read">Its values, in tiles and in order.</param>
public sealed record AddedColumn(EventColumn Column, TileReader Read)
{
    /// <summary>A column of values in memory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">One value per row of the table.</param>
    /// <param name="type">What to write them as.</param>
    public static AddedColumn Of(string name, ReadOnlyMemory<double> values, ColumnType type = ColumnType.Float64) =>
        new(new EventColumn(name, type), (first, destination) => values.Span.Slice((int)first, destination.Length).CopyTo(destination));
}
