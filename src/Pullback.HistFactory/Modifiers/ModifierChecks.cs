using System.Globalization;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Modifiers;

/// <summary>Sentences about the data of modifiers, to stand after the place.</summary>
internal static class ModifierChecks
{
    /// <summary>Data of another type than the modifier takes.</summary>
    public static string WrongData(ModifierData data, string expected) => $"its data are {data.GetType().Name}, but this type takes {expected}. Give it data of that type.";

    /// <summary>What is wrong with one number for each bin.</summary>
    public static IEnumerable<string> PerBin(string name, IReadOnlyList<double> values, int bins)
    {
        if (values.Count != bins)
            return [string.Create(CultureInfo.InvariantCulture, $"{name} has {Bins(values.Count)}, but its channel has {bins}. Give one number for each bin.")];
        return Enumerable.Range(0, bins).Where(b => !double.IsFinite(values[b])).Select(b => string.Create(CultureInfo.InvariantCulture,
            $"{name}, bin {b} (counted from 0), is {values[b]}, but must be finite. Correct the number."));
    }

    /// <summary>A number of bins in words.</summary>
    public static string Bins(int count) => count == 1 ? "1 bin" : string.Create(CultureInfo.InvariantCulture, $"{count} bins");
}
