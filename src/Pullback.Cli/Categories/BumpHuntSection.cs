using Pullback.Cli.Configuration;
using Pullback.Data.Tables;

namespace Pullback.Cli.Categories;

/// <summary>Reads <c>bump_hunt</c>.</summary>
internal static class BumpHuntSection
{
    /// <summary>Reads the section, or null where it is absent; problems are noted.</summary>
    public static BumpHuntSettings? Read(ConfigurationSection document)
    {
        if (document.OptionalSection("bump_hunt") is not { } section) return null;
        IReadOnlyList<double> range = Pair(section, "range", [100, 180]);
        IReadOnlyList<double> window = Pair(section, "window", [123.5, 126.5]);
        if (!(range[0] <= window[0] && window[1] <= range[1])) section.Fail("window", "the window must lie in the range of the fit.");
        string mass = section.RequiredText("mass", "the column of the mass, or an expression of columns");
        bool isColumn = mass.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '[' or ']');
        return new BumpHuntSettings(
            isColumn ? new ColumnSelection(mass) : new ColumnSelection("mass of the bump hunt", mass),
            (range[0], range[1]),
            (window[0], window[1]),
            section.Integer("bins", 10, minimum: 2, maximum: 100_000),
            section.Choice("method", "likelihood", ["likelihood", "least-squares"]),
            section.Texts("processes"),
            section.Integer("update_every", 1, minimum: 1));
    }

    private static IReadOnlyList<double> Pair(ConfigurationSection section, string key, IReadOnlyList<double> defaults)
    {
        IReadOnlyList<double> pair = section.OptionalNumbers(key, Bounds.Finite, count: 2) ?? defaults;
        if (pair.Count == 2 && pair[0] < pair[1]) return pair;
        section.Fail(key, "two numbers are needed, the lower one first.");
        return defaults;
    }
}
