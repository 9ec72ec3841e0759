using System.Globalization;

namespace Pullback.HistFactory.Operations;

/// <summary>A coordinate of a patch: a number or a text. Numbers are compared by value, so that <c>800</c> equals <c>800.0</c>.</summary>
public readonly record struct PatchSetValue
{
    private readonly string? _text;
    private readonly double _number;

    /// <summary>Creates a number.</summary>
    /// <param name="number">The number.</param>
    public PatchSetValue(double number)
    {
        _number = number == 0.0 ? 0.0 : number;
    }

    /// <summary>Creates a text.</summary>
    /// <param name="text">The text.</param>
    public PatchSetValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The number, or null for a text.</summary>
    public double? Number => _text is null ? _number : null;

    /// <summary>The text, or null for a number.</summary>
    public string? Text => _text;

    /// <summary>A number as a coordinate.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator PatchSetValue(double number) => new(number);

    /// <summary>A text as a coordinate.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator PatchSetValue(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => _text is null ? _number.ToString(CultureInfo.InvariantCulture) : $"'{_text}'";
}
