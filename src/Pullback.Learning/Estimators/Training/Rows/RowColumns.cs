namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>One group of columns of a training set, such as the observables or the joint score: rows of numbers that are read by range.</summary>
public abstract class RowColumns
{
    /// <summary>Creates a group.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The numbers of a row.</param>
    private protected RowColumns(string name, long rows, int width)
    {
        Name = name;
        Rows = rows;
        Width = width;
    }

    /// <summary>What it is called in messages: a file or an argument.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    /// <summary>The numbers of a row.</summary>
    public int Width { get; }

    /// <summary>Numbers in memory; not copied.</summary>
    /// <param name="name">What they are called in messages.</param>
    /// <param name="values">Shape [row, column].</param>
    /// <param name="width">The number of columns.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of the width.</exception>
    public static RowColumns Of(string name, ReadOnlyMemory<double> values, int width = 1) => new MemoryColumns(name, values, width);

    /// <summary>An npy array that stays in its file; one with a single axis is one column.</summary>
    /// <param name="array">The array; disposed by its owner.</param>
    public static RowColumns Of(Data.Npy.NpyArray array) => new NpyColumns(array);

    /// <summary>Columns of an event table, side by side.</summary>
    /// <param name="name">What they are called in messages.</param>
    /// <param name="table">The table; disposed by its owner.</param>
    /// <param name="columns">Their names.</param>
    public static RowColumns Of(string name, Data.Tables.EventTable table, IReadOnlyList<string> columns) => new TableColumns(name, table, columns);

    /// <summary>Reads rows.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="destination">Filled with whole rows; shape [row, column].</param>
    public abstract void Read(long first, Span<double> destination);
}
