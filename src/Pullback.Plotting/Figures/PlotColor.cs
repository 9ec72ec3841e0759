using System.Globalization;

namespace Pullback.Plotting.Figures;

/// <summary>A color with transparency, independent of any drawing library.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
/// <param name="Alpha">Opacity, 0 (invisible) to 255.</param>
public readonly record struct PlotColor(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    /// <summary>Black.</summary>
    public static PlotColor Black { get; } = new(0, 0, 0);

    /// <summary>White.</summary>
    public static PlotColor White { get; } = new(255, 255, 255);

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <param name="text">Seven characters: <c>#</c> and six hexadecimal digits.</param>
    /// <returns>The opaque color.</returns>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static PlotColor FromHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != 7 || text[0] != '#'
            || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
            throw new FormatException($"color '{text}': expected # and six hexadecimal digits, for example #3f90da.");
        return new PlotColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>The same color with another opacity.</summary>
    /// <param name="opacity">0 (invisible) to 1.</param>
    /// <returns>The color with the opacity rounded to 1/255.</returns>
    public PlotColor WithOpacity(double opacity) => this with { Alpha = (byte)Math.Round(255 * Math.Clamp(opacity, 0, 1)) };

    /// <summary>A color on the straight line to another one.</summary>
    /// <param name="other">The color at <paramref name="share"/> = 1.</param>
    /// <param name="share">0 to 1.</param>
    /// <returns>The mixture.</returns>
    public PlotColor Toward(PlotColor other, double share)
    {
        double t = Math.Clamp(share, 0, 1);
        byte Mix(byte a, byte b) => (byte)Math.Round(a + ((b - a) * t));
        return new PlotColor(Mix(Red, other.Red), Mix(Green, other.Green), Mix(Blue, other.Blue), Mix(Alpha, other.Alpha));
    }
}
