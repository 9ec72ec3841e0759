using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Pullback.HistFactory.Json;

/// <summary>Numbers as Python writes them.</summary>
/// <remarks>
/// A float is the shortest text that reads back as the same double, with an exponent of at least two digits where the decimal exponent is below −4 or at
/// least 16: <c>1e-05</c>, <c>0.0001</c>, <c>1e+16</c>, <c>5.0</c>.
/// </remarks>
internal static class NumberText
{
    /// <summary>Enough for the text of any double and of any integer up to 2⁵³.</summary>
    public const int MaximumLength = 32;

    /// <summary>The text of a number.</summary>
    public static string Of(JsonNumber number)
    {
        if (number.Digits is not null)
            return number.Digits;
        Span<byte> text = stackalloc byte[MaximumLength];
        return Encoding.ASCII.GetString(text[..Write(number.Value, number.IsInteger, text)]);
    }

    /// <summary>The text of a float.</summary>
    public static string Of(double value) => Of(new JsonNumber(value));

    /// <summary>Writes the text of a number.</summary>
    /// <param name="value">The value; an integer up to 2⁵³ if written as one.</param>
    /// <param name="isInteger">Whether it is written as an integer.</param>
    /// <param name="text">Where it is written; at least <see cref="MaximumLength"/>.</param>
    /// <returns>The length.</returns>
    public static int Write(double value, bool isInteger, Span<byte> text)
    {
        int length;
        if (isInteger)
        {
            Utf8Formatter.TryFormat((long)value, text, out length);
            return length;
        }

        if (!double.IsFinite(value))
            return Copy(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8, text);
        Span<byte> shortest = stackalloc byte[MaximumLength];
        value.TryFormat(shortest, out length, "R", CultureInfo.InvariantCulture);
        if (IsPowerOfTwo(value) && double.Parse(shortest[..length], NumberStyles.Float, CultureInfo.InvariantCulture) != value)
            value.TryFormat(shortest, out length, "E16", CultureInfo.InvariantCulture);
        return Arrange(shortest[..length], text);
    }

    /// <summary>Whether the next double toward zero is nearer than the next one away from it; there .NET's text may read back as that neighbor (2⁻²⁵).</summary>
    private static bool IsPowerOfTwo(double value) => (BitConverter.DoubleToUInt64Bits(value) & 0x000F_FFFF_FFFF_FFFF) == 0;

    /// <summary>Rewrites sign, digits, point and exponent of .NET's shortest text in Python's form.</summary>
    private static int Arrange(ReadOnlySpan<byte> shortest, Span<byte> text)
    {
        Span<byte> digits = stackalloc byte[MaximumLength];
        int length = 0;
        if (shortest[0] == '-')
        {
            text[length++] = (byte)'-';
            shortest = shortest[1..];
        }

        (int count, int exponent) = Split(shortest, digits);
        digits = digits[..count];
        if (exponent is < -4 or >= 16)
            return length + WriteScientific(digits, exponent, text[length..]);
        return length + WritePlain(digits, exponent, text[length..]);
    }

    /// <summary>Splits into significant digits d₀d₁… and the decimal exponent e of d₀.d₁… × 10ᵉ.</summary>
    private static (int Count, int Exponent) Split(ReadOnlySpan<byte> shortest, Span<byte> digits)
    {
        int exponent = 0;
        int marker = shortest.IndexOf((byte)'E');
        if (marker >= 0)
        {
            exponent = int.Parse(shortest[(marker + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            shortest = shortest[..marker];
        }

        int point = shortest.IndexOf((byte)'.');
        exponent += (point < 0 ? shortest.Length : point) - 1;
        int count = 0;
        foreach (byte symbol in shortest)
        {
            if (symbol == '.')
                continue;
            if (count == 0 && symbol == '0')
                exponent--;
            else
                digits[count++] = symbol;
        }

        while (count > 0 && digits[count - 1] == '0')
            count--;
        if (count > 0)
            return (count, exponent);
        digits[0] = (byte)'0';
        return (1, 0);
    }

    private static int WriteScientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> text)
    {
        int length = 0;
        text[length++] = digits[0];
        if (digits.Length > 1)
        {
            text[length++] = (byte)'.';
            length += Copy(digits[1..], text[length..]);
        }

        text[length++] = (byte)'e';
        text[length++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Utf8Formatter.TryFormat(Math.Abs(exponent), text[length..], out int written, new('D', 2));
        return length + written;
    }

    private static int WritePlain(ReadOnlySpan<byte> digits, int exponent, Span<byte> text)
    {
        int length = 0;
        for (int place = Math.Max(exponent, 0); place >= Math.Min(exponent - digits.Length + 1, -1); place--)
        {
            if (place == -1)
                text[length++] = (byte)'.';
            int index = exponent - place;
            text[length++] = index >= 0 && index < digits.Length ? digits[index] : (byte)'0';
        }

        return length;
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> text)
    {
        source.CopyTo(text);
        return source.Length;
    }
}
