namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Blocks of rows that are ready to be read.</summary>
/// <param name="Rows">The memory that holds them.</param>
/// <param name="Blocks">The numbers of the blocks.</param>
/// <param name="InPlace">Whether the memory holds all rows at their own places, else only these blocks one after the other.</param>
internal readonly record struct RowWindow<T>(ReadOnlyMemory<T> Rows, ReadOnlyMemory<int> Blocks, bool InPlace)
    where T : unmanaged;
