using System.Globalization;

namespace Pullback.HistFactory.Json;

/// <summary>A JSON number, with the memory of whether it was written as an integer.</summary>
public sealed class JsonNumber : JsonTree
{
    /// <summary>Creates a number written with a fraction or exponent, such as <c>5.0</c>.</summary>
    /// <param name="value">The value. JSON text cannot hold what is not finite; readers of trees report it.</param>
    public JsonNumber(double value)
        : this(value, false, null)
    {
    }

    /// <summary>Creates a number written as an integer, such as <c>5</c>.</summary>
    /// <param name="value">The value.</param>
    public JsonNumber(long value)
        : this(value, true, Math.Abs((double)value) >= JsonNumbers.LargestPlainInteger ? value.ToString(CultureInfo.InvariantCulture) : null)
    {
    }

    internal JsonNumber(double value, bool isInteger, string? digits)
        : base(0)
    {
        Value = value;
        IsInteger = isInteger;
        Digits = digits;
    }

    /// <summary>The value, rounded to the nearest double.</summary>
    public double Value { get; }

    /// <summary>Whether it was written without fraction and exponent.</summary>
    public bool IsInteger { get; }

    /// <summary>All digits of an integer beyond 2⁵³; otherwise null.</summary>
    internal string? Digits { get; }

    internal override string Describe() => $"the number {NumberText.Of(this)}";

    private protected override bool HasValueOf(JsonTree other) =>
        other is JsonNumber number && number.Value.Equals(Value) | number.Value == Value && (Digits is null || number.Digits is null || Digits == number.Digits);
}
