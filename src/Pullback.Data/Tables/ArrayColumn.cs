using Pullback.Data.Npy;

namespace Pullback.Data.Tables;

/// <summary>A column of an array file.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Array">The array it is part of.</param>
/// <param name="Column">Which part.</param>
internal sealed record ArrayColumn(string Name, NpyArray Array, NpyColumn Column)
{
    /// <summary>What its numbers are.</summary>
    public ColumnType Type => Column.Scalar.Kind switch
    {
        NpyScalarKind.Boolean => ColumnType.Boolean,
        NpyScalarKind.Float16 or NpyScalarKind.Float32 => ColumnType.Float32,
        NpyScalarKind.Float64 => ColumnType.Float64,
        _ => ColumnType.Int64,
    };

    /// <summary>Reads rows; an error names the column as the table does.</summary>
    /// <param name="first">First row.</param>
    /// <param name="destination">Filled completely.</param>
    public void Read(long first, Span<double> destination)
    {
        try
        {
            Array.ReadColumn(Column, first, destination);
        }
        catch (EventValueException failure)
        {
            throw new EventValueException(failure.File, Name, failure.Row, failure.Found, failure.Allowed, failure.Advice);
        }
    }
}
