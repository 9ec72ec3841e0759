using System.Globalization;

namespace Pullback.Data;

/// <summary>A value in a table is not a finite number that a double holds exactly enough: missing, NaN, infinite, or a huge integer.</summary>
public sealed class EventValueException : EventDataException
{
    /// <summary>Creates the error for one value.</summary>
    /// <param name="file">File the value is in.</param>
    /// <param name="column">Column the value is in.</param>
    /// <param name="row">Row of the value in the file, counted from 0 and before any selection.</param>
    /// <param name="found">What was found.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <param name="advice">What to do.</param>
    public EventValueException(string file, string column, long row, string found, string allowed, string advice = "")
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}, column '{column}', row {row} (rows are counted from 0)"), found, allowed, advice)
    {
        File = file;
        Column = column;
        Row = row;
    }

    /// <summary>File the value is in.</summary>
    public string File { get; }

    /// <summary>Column the value is in.</summary>
    public string Column { get; }

    /// <summary>Row of the value in the file, counted from 0 and before any selection.</summary>
    public long Row { get; }
}
