namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Packed rows, written once in order and then read in blocks.</summary>
internal abstract class RowStore<T>(int width) : IDisposable
    where T : unmanaged
{
    /// <summary>The rows of a block.</summary>
    public const int BlockRows = 1024;

    /// <summary>The numbers of a row.</summary>
    public int Width => width;

    /// <summary>The number of rows.</summary>
    public long Count { get; protected set; }

    /// <summary>Adds rows at the end.</summary>
    /// <param name="rows">Shape [row, number].</param>
    public abstract void Append(ReadOnlySpan<T> rows);

    /// <summary>Gives blocks.</summary>
    /// <param name="blocks">Their numbers.</param>
    /// <param name="buffer">Memory for them, used or not.</param>
    /// <returns>Where the rows lie.</returns>
    public abstract RowWindow<T> Load(ReadOnlyMemory<int> blocks, T[] buffer);

    /// <summary>The buffer that <see cref="Load"/> needs for a number of blocks.</summary>
    /// <param name="blocks">The number.</param>
    public abstract T[] Buffer(int blocks);

    /// <inheritdoc/>
    public abstract void Dispose();
}
