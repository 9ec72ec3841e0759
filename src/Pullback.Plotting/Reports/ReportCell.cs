using Pullback.Plotting.Ticks;

namespace Pullback.Plotting.Reports;

/// <summary>One cell of a table or one key number: text, a number, a number with its uncertainty, or the reason why there is none.</summary>
public sealed class ReportCell
{
    private ReportCell(string text, bool isNumber, string? reason = null)
    {
        Text = text;
        IsNumber = isNumber;
        Reason = reason;
    }

    /// <summary>What the reader sees.</summary>
    public string Text { get; }

    /// <summary>Whether the cell holds a number and is aligned at its decimal point.</summary>
    public bool IsNumber { get; }

    /// <summary>Why there is no value; null if there is one.</summary>
    public string? Reason { get; }

    /// <summary>A text.</summary>
    /// <param name="text">Any text; it is escaped.</param>
    public static implicit operator ReportCell(string text) => FromString(text);

    /// <summary>A number with four significant digits.</summary>
    /// <param name="value">The number; a value that is not finite is shown as missing.</param>
    public static implicit operator ReportCell(double value) => Number(value);

    /// <summary>A whole number, written out.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator ReportCell(long value) => Whole(value);

    /// <summary>A text.</summary>
    /// <param name="text">Any text; it is escaped.</param>
    /// <returns>The cell.</returns>
    public static ReportCell FromString(string text) => new(text, isNumber: false);

    /// <summary>A number with so many significant digits.</summary>
    /// <param name="value">The number; a value that is not finite is shown as missing.</param>
    /// <param name="significantDigits">1 to 15.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="significantDigits"/> is outside its range.</exception>
    public static ReportCell Number(double value, int significantDigits = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(significantDigits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(significantDigits, 15);
        return double.IsFinite(value) ? new ReportCell(NumberText.Significant(value, significantDigits), isNumber: true) : NotFinite(value);
    }

    /// <summary>A whole number, written out.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The cell.</returns>
    public static ReportCell Whole(long value) => new(NumberText.Fixed(value, 0), isNumber: true);

    /// <summary>A number and its uncertainty, both rounded to the second significant digit of the uncertainty.</summary>
    /// <param name="value">The number.</param>
    /// <param name="uncertainty">Its uncertainty, zero or more.</param>
    /// <returns>The cell, for example <c>12.3 ± 1.2</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="uncertainty"/> is negative.</exception>
    public static ReportCell WithUncertainty(double value, double uncertainty)
    {
        if (uncertainty < 0)
            throw new ArgumentOutOfRangeException(nameof(uncertainty), uncertainty, "An uncertainty is zero or more.");
        if (!double.IsFinite(value) || !double.IsFinite(uncertainty))
            return NotFinite(double.IsFinite(value) ? uncertainty : value);
        if (uncertainty == 0)
            return Number(value);
        int exponent = NumberText.Split(uncertainty, 2).Exponent;
        int scale = NumberText.Split(Math.Max(Math.Abs(value), uncertainty), 2).Exponent;
        if (scale is < -4 or > 5)
        {
            double unit = Math.Pow(10, scale);
            int decimals = Math.Clamp(scale - exponent + 1, 0, 15);
            string text = $"({NumberText.Fixed(value / unit, decimals)} ± {NumberText.Fixed(uncertainty / unit, decimals)})×10{NumberText.Superscript(scale)}";
            return new ReportCell(text, isNumber: true);
        }

        int places = Math.Clamp(1 - exponent, 0, 15);
        return new ReportCell($"{NumberText.Fixed(value, places)} ± {NumberText.Fixed(uncertainty, places)}", isNumber: true);
    }

    /// <summary>No value.</summary>
    /// <param name="reason">Why not, in a few words.</param>
    /// <returns>The cell: a dash, with the reason beside it.</returns>
    public static ReportCell Missing(string reason) => new("–", isNumber: false, reason);

    private static ReportCell NotFinite(double value) => Missing(double.IsNaN(value) ? "not a number" : "infinite");
}
