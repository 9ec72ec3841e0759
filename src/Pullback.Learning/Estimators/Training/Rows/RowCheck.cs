using System.Globalization;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Refuses numbers that cannot be learned from, naming column and row.</summary>
internal static class RowCheck
{
    /// <summary>Checks the rows of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="rows">Shape [row, column], as in the source.</param>
    /// <param name="first">The position of the first among those that take part.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <exception cref="ArgumentException">A number is not finite, a label not 0 or 1, or a joint ratio negative.</exception>
    public static void Check(RowGroup group, ReadOnlySpan<double> rows, long first, RowSelection selection)
    {
        int width = group.Columns.Width;
        for (int i = 0; i < rows.Length; i++)
        {
            double value = rows[i];
            string? allowed =
                !double.IsFinite(value) ? "only finite numbers"
                : group.Role == RowRole.Labels && value != 0 && value != 1 ? "only the labels 0 (drawn at the numerator) and 1 (drawn at the denominator)"
                : group.Role == RowRole.Ratio && value < 0 ? "no negative joint likelihood ratio"
                : null;
            if (allowed is null) continue;
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"'{group.Columns.Name}' has {value:R} in row {selection.Row(first + (i / width))}, column {i % width} (both from 0); {allowed} can be learned from. Remove the event or correct it."), nameof(rows));
        }
    }
}
