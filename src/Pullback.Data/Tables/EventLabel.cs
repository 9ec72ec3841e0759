using System.Globalization;

namespace Pullback.Data.Tables;

/// <summary>A value of a column that tells kinds of events apart, such as the name of their process.</summary>
/// <param name="Text">The value as text; a number reads the same whatever the type of its column.</param>
/// <param name="IsText">Whether the column holds texts, not numbers.</param>
public sealed record EventLabel(string Text, bool IsText)
{
    /// <summary>The condition that selects the events of this value, for <see cref="EventQuery.Where"/>.</summary>
    /// <param name="column">The column.</param>
    public string Condition(string column) => $"{Sql.SqlText.Name(column)} = {(IsText ? Sql.SqlText.Text(Text) : Text)}";

    /// <summary>A number as text, the same for every type of column: 2.0 reads 2.</summary>
    /// <exception cref="EventValueException">It is not finite.</exception>
    internal static string Number(double value, string file, string column, long row) => double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : throw new EventValueException(
            file, column, row, string.Create(CultureInfo.InvariantCulture, $"the value is {value}"), "a finite number", "Give every event the number of its process, or leave such events out of the file.");

    /// <summary>The same for a number as the database writes it; integers and truth values stay as they are.</summary>
    /// <exception cref="EventValueException">It is not finite.</exception>
    internal static string Number(string text, string file, string column, long row) => text switch
    {
        "nan" or "-nan" => Number(double.NaN, file, column, row),
        "inf" => Number(double.PositiveInfinity, file, column, row),
        "-inf" => Number(double.NegativeInfinity, file, column, row),
        _ => text.AsSpan().IndexOfAny(".eE") >= 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Number(value, file, column, row) : text,
    };

    /// <summary>The error for an event without a value.</summary>
    internal static EventValueException Missing(string file, string column, long row) => new(file, column, row, "there is no value", "a value in every row");
}
