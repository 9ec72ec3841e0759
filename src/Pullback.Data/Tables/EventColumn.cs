namespace Pullback.Data.Tables;

/// <summary>A column of an event table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its numbers were in their file.</param>
public sealed record EventColumn(string Name, ColumnType Type)
{
    /// <summary>Bytes that one number takes in a table.</summary>
    internal int Size => Type is ColumnType.Float32 or ColumnType.Boolean ? sizeof(float) : sizeof(double);
}
