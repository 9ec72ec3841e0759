using System.Globalization;
using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Configuration;

/// <summary>Reads values as what they should be.</summary>
public static class ConfigValues
{
    /// <summary>A number: <c>1</c>, <c>+1</c>, <c>1/2</c>, <c>−1</c> with the sign of typography, with or without a comma behind.</summary>
    /// <param name="value">The value.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryNumber(ConfigValue? value, out double number)
    {
        number = double.NaN;
        if (value is not ConfigScalar scalar) return false;
        string text = scalar.Text.Trim().TrimEnd(',').Replace('\u2212', '-').Replace("_", "", StringComparison.Ordinal);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            if (!Plain(text[..slash], out double numerator) || !Plain(text[(slash + 1)..], out double denominator)) return false;
            number = numerator / denominator;
            return double.IsFinite(number);
        }

        return Plain(text, out number);

        static bool Plain(string text, out double number) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    /// <summary>A number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="where">What it is, for the message.</param>
    /// <exception cref="AmplitudeConfigurationException">It is not one.</exception>
    public static double Number(ConfigValue? value, string where) => TryNumber(value, out double number)
        ? number
        : throw new AmplitudeConfigurationException($"{where}{At(value)}: found {Shown(value)}, but a number is needed.");

    /// <summary>A whole number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="where">What it is, for the message.</param>
    public static int Whole(ConfigValue? value, string where)
    {
        double number = Number(value, where);
        if (number != Math.Round(number) || Math.Abs(number) > int.MaxValue) throw new AmplitudeConfigurationException($"{where}{At(value)}: found {Shown(value)}, but a whole number is needed.");
        return (int)number;
    }

    /// <summary>A spin or projection.</summary>
    /// <param name="value">The value.</param>
    /// <param name="where">What it is, for the message.</param>
    public static HalfInteger Spin(ConfigValue? value, string where)
    {
        double doubled = 2 * Number(value, where);
        if (doubled != Math.Round(doubled) || Math.Abs(doubled) > 60) throw new AmplitudeConfigurationException($"{where}{At(value)}: found {Shown(value)}, but a spin is a whole number or half an odd one, such as 1 or 3/2.");
        return new HalfInteger((int)doubled);
    }

    /// <summary>A truth value.</summary>
    /// <param name="value">The value; null if there is none.</param>
    /// <param name="where">What it is, for the message.</param>
    /// <param name="otherwise">What holds if nothing is written.</param>
    public static bool Flag(ConfigValue? value, string where, bool otherwise) => value switch
    {
        null => otherwise,
        ConfigScalar { Text: "True" or "true" or "TRUE" or "yes" or "Yes" or "on" or "1" } => true,
        ConfigScalar { Text: "False" or "false" or "FALSE" or "no" or "No" or "off" or "0" } => false,
        _ => throw new AmplitudeConfigurationException($"{where}{At(value)}: found {Shown(value)}, but True or False is needed."),
    };

    /// <summary>A list; one value counts as a list of one, nothing as an empty one.</summary>
    /// <param name="value">The value.</param>
    public static IReadOnlyList<ConfigValue> List(ConfigValue? value) => value switch
    {
        null => [],
        ConfigList list => list.Items,
        _ => [value],
    };

    /// <summary>A mapping; nothing counts as an empty one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="where">What it is, for the message.</param>
    public static ConfigMap Map(ConfigValue? value, string where) => value switch
    {
        null => ConfigMap.Empty,
        ConfigMap map => map,
        { IsNull: true } => ConfigMap.Empty,
        _ => throw new AmplitudeConfigurationException($"{where}{At(value)}: found {Shown(value)}, but a mapping of keys to values is needed."),
    };

    /// <summary>A word.</summary>
    /// <param name="value">The value.</param>
    /// <param name="where">What it is, for the message.</param>
    public static string Text(ConfigValue? value, string where) => value is ConfigScalar scalar
        ? scalar.Text
        : throw new AmplitudeConfigurationException($"{where}{At(value)}: found {Shown(value)}, but a word is needed.");

    /// <summary>What a value looks like, for messages.</summary>
    /// <param name="value">The value.</param>
    public static string Shown(ConfigValue? value) => value switch
    {
        null => "nothing",
        ConfigScalar scalar => $"'{scalar.Text}'",
        ConfigList => "a list",
        _ => "a mapping",
    };

    /// <summary>The line of a value as <c>, line N</c>.</summary>
    /// <param name="value">The value.</param>
    public static string At(ConfigValue? value) => value is null ? "" : string.Create(CultureInfo.InvariantCulture, $", line {value.Line}");
}
