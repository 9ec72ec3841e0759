using System.Globalization;

namespace Pullback.Amplitudes.Spin;

/// <summary>An integer or half an odd integer: a spin, or a projection of one. Arithmetic is exact.</summary>
/// <param name="Doubled">Twice the number.</param>
public readonly record struct HalfInteger(int Doubled) : IComparable<HalfInteger>
{
    /// <summary>Whether the number is whole.</summary>
    public bool IsInteger => Doubled % 2 == 0;

    /// <summary>The number.</summary>
    public double Value => Doubled / 2.0;

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator HalfInteger(int value) => FromInt32(value);

    /// <inheritdoc/>
    public static HalfInteger operator +(HalfInteger left, HalfInteger right) => new(left.Doubled + right.Doubled);

    /// <inheritdoc/>
    public static HalfInteger operator -(HalfInteger left, HalfInteger right) => new(left.Doubled - right.Doubled);

    /// <inheritdoc/>
    public static HalfInteger operator -(HalfInteger value) => new(-value.Doubled);

    /// <inheritdoc/>
    public static bool operator <(HalfInteger left, HalfInteger right) => left.Doubled < right.Doubled;

    /// <inheritdoc/>
    public static bool operator >(HalfInteger left, HalfInteger right) => left.Doubled > right.Doubled;

    /// <inheritdoc/>
    public static bool operator <=(HalfInteger left, HalfInteger right) => left.Doubled <= right.Doubled;

    /// <inheritdoc/>
    public static bool operator >=(HalfInteger left, HalfInteger right) => left.Doubled >= right.Doubled;

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static HalfInteger FromInt32(int value) => new(2 * value);

    /// <summary>Half a number.</summary>
    /// <param name="numerator">Twice the result.</param>
    public static HalfInteger Half(int numerator) => new(numerator);

    /// <summary>Reads <c>1</c>, <c>0.5</c>, <c>3/2</c> and their like.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string? text, out HalfInteger value)
    {
        value = default;
        string trimmed = text?.Trim() ?? "";
        if (trimmed.EndsWith("/2", StringComparison.Ordinal))
        {
            if (!int.TryParse(trimmed[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int numerator)) return false;
            value = new HalfInteger(numerator);
            return true;
        }

        if (!double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return false;
        double doubled = 2 * number;
        if (Math.Abs(doubled) > 1000 || doubled != Math.Round(doubled)) return false;
        value = new HalfInteger((int)doubled);
        return true;
    }

    /// <summary>The projections of a spin, <c>−j … j</c>.</summary>
    /// <param name="spin">j, not negative.</param>
    public static IReadOnlyList<HalfInteger> Projections(HalfInteger spin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spin.Doubled, nameof(spin));
        return [.. Enumerable.Range(0, spin.Doubled + 1).Select(k => new HalfInteger((2 * k) - spin.Doubled))];
    }

    /// <summary>The spins that two spins couple to, <c>|a − b| … a + b</c>.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    public static IReadOnlyList<HalfInteger> Couplings(HalfInteger a, HalfInteger b)
    {
        int low = Math.Abs(a.Doubled - b.Doubled);
        return [.. Enumerable.Range(0, ((a.Doubled + b.Doubled - low) / 2) + 1).Select(k => new HalfInteger(low + (2 * k)))];
    }

    /// <inheritdoc/>
    public int CompareTo(HalfInteger other) => Doubled.CompareTo(other.Doubled);

    /// <summary>The number as <c>1</c> or <c>3/2</c>.</summary>
    public override string ToString() => IsInteger
        ? (Doubled / 2).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Doubled}/2");
}
