using System.Globalization;
using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Names of categories; numbers from 1 unless the user gives others.</summary>
internal static class CategoryNames
{
    /// <returns>One name per category. Shape [category].</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string>? names, int count)
    {
        if (names is null)
            return [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        if (names.Count != count)
            throw new FigureException($"there are {names.Count} names for {count} categories; each category needs one.");
        return names;
    }

    /// <summary>The names as legend entries: the first number says what is counted.</summary>
    public static IReadOnlyList<string> Legend(IReadOnlyList<string>? names, int count)
    {
        IReadOnlyList<string> all = Of(names, count);
        return names is null && count > 0 ? ["Category 1", .. all.Skip(1)] : all;
    }

    /// <summary>A category in an error message.</summary>
    public static string Where(int index) => $"category {(index + 1).ToString(CultureInfo.InvariantCulture)}";
}
