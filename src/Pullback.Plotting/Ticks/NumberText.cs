using System.Globalization;
using System.Text;

namespace Pullback.Plotting.Ticks;

/// <summary>Numbers as they are printed on axes and in tables: true minus signs and raised exponents.</summary>
internal static class NumberText
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static string Fixed(double value, int decimals)
    {
        string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (text.StartsWith('-') && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0)
            text = text[1..];
        return text.Replace('-', '−');
    }

    /// <summary><c>10ⁿ</c>, with 1 and 10 written out.</summary>
    public static string PowerOfTen(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => "10" + Superscript(exponent),
    };

    public static string Superscript(int number)
    {
        var text = new StringBuilder();
        foreach (char c in number.ToString(CultureInfo.InvariantCulture))
            text.Append(c == '-' ? '⁻' : Raised[c - '0']);
        return text.ToString();
    }

    /// <summary>A number with so many significant digits; a power of ten is split off outside 1e-4 to 1e6.</summary>
    public static string Significant(double value, int digits)
    {
        if (value == 0)
            return "0";
        (double mantissa, int exponent) = Split(value, digits);
        return exponent is < -4 or > 5
            ? Fixed(mantissa, digits - 1) + "×10" + Superscript(exponent)
            : Fixed(value, Math.Max(0, digits - 1 - exponent));
    }

    /// <summary>Mantissa in [1, 10) and exponent after rounding to so many digits.</summary>
    public static (double Mantissa, int Exponent) Split(double value, int digits)
    {
        string text = value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        return (double.Parse(text.AsSpan(0, e), NumberStyles.Float, CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
