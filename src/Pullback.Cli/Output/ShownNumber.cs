using System.Globalization;

namespace Pullback.Cli.Output;

/// <summary>Numbers as a person reads them; the JSON document has all digits.</summary>
internal static class ShownNumber
{
    /// <summary>What stands where there is no number.</summary>
    public const string Missing = "–";

    /// <summary>A number with up to six significant digits.</summary>
    public static string Of(double value) => Of(value, 6);

    /// <summary>A number with some significant digits.</summary>
    public static string Of(double value, int digits) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        _ when double.IsNaN(value) => Missing,
        _ => value.ToString("g" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
    };

    /// <summary>A number with as many decimals as two digits of its uncertainty ask for.</summary>
    public static string Near(double value, double uncertainty) => Math.Abs(value) < 1e7 && Decimals(uncertainty) is { } decimals
        ? value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Of(value);

    /// <summary>A number with its uncertainty, two digits of which are shown.</summary>
    public static string WithUncertainty(double value, double uncertainty) =>
        uncertainty > 0.0 && double.IsFinite(uncertainty) ? $"{Near(value, uncertainty)} ± {Near(uncertainty, uncertainty)}" : Of(value);

    private static int? Decimals(double uncertainty)
    {
        if (!(uncertainty > 1e-10) || uncertainty > 1e7) return null;
        return Math.Max(0, 1 - (int)Math.Floor(Math.Log10(uncertainty)));
    }
}
