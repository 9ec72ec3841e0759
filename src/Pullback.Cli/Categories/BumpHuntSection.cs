using System.Globalization;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Data.Tables;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Sidebands;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Observables;

namespace Pullback.Cli.Categories;

/// <summary>Reads <c>bump_hunt</c>.</summary>
internal static class BumpHuntSection
{
    private static readonly (string Name, SidebandMethod Method)[] Methods =
    [
        ("likelihood", SidebandMethod.Unbinned), ("binned-likelihood", SidebandMethod.Binned),
        ("least-squares", SidebandMethod.LeastSquares), ("weighted-least-squares", SidebandMethod.WeightedLeastSquares),
    ];

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
            section.Integer("bins", 10, minimum: 3, maximum: 100_000),
            section.Choice("method", Methods[0].Name, [.. Methods.Select(method => method.Name)]),
            section.Texts("processes"),
            section.Integer("update_every", 1, minimum: 1));
    }

    /// <summary>The factors of a run.</summary>
    /// <param name="settings">The section.</param>
    /// <param name="model">The model of the categories.</param>
    /// <param name="data">The events.</param>
    /// <param name="masses">The mass of every event. Shape [set][event].</param>
    /// <exception cref="InputException">A signal is to be scaled, or the scaled processes have no events in the sidebands.</exception>
    public static SidebandReweighting Create(BumpHuntSettings settings, CategoryModel model, CategoryData data, IReadOnlyList<ReadOnlyMemory<double>> masses)
    {
        if (settings.Processes.FirstOrDefault(data.Signals.Contains) is { } signal)
            throw new InputException($"bump_hunt.processes: '{signal}' is a signal; the fit of the sidebands is for backgrounds: {string.Join(", ", data.Backgrounds)}.");
        var reweighting = new SidebandReweighting(
            model,
            data,
            masses,
            new SidebandOptions
            {
                Range = new ScoreRange(settings.Range.Low, settings.Range.High),
                Window = new ScoreRange(settings.Window.Low, settings.Window.High),
                Bins = settings.Bins,
                Method = Methods.First(method => method.Name == settings.Method).Method,
            },
            settings.Processes,
            settings.UpdateEvery);
        CheckSidebands(settings, data, masses, reweighting.Processes);
        return reweighting;
    }

    // Without a single event there is nothing to fit, and every category would take the same guess.
    private static void CheckSidebands(BumpHuntSettings settings, CategoryData data, IReadOnlyList<ReadOnlyMemory<double>> masses, IReadOnlyList<string> processes)
    {
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        for (int i = 0; i < data.Sets.Count; i++)
        {
            if (!data.Sets[i].Columns.Any(column => column.Side == VariationSide.Nominal && processes.Contains(column.Process))) continue;
            foreach (double mass in masses[i].Span)
            {
                bool inRange = mass >= settings.Range.Low && mass <= settings.Range.High, inWindow = mass >= settings.Window.Low && mass <= settings.Window.High;
                if (inRange && !inWindow) return;
                (lowest, highest) = (Math.Min(lowest, mass), Math.Max(highest, mass));
            }
        }

        throw new InputException(string.Create(
            CultureInfo.InvariantCulture,
            $"bump_hunt: no event of {string.Join(", ", processes)} lies in the sidebands, from {settings.Range.Low} to {settings.Range.High} without {settings.Window.Low} to {settings.Window.High}; their masses go from {lowest:R} to {highest:R}. Correct mass, range or window."));
    }

    private static IReadOnlyList<double> Pair(ConfigurationSection section, string key, IReadOnlyList<double> defaults)
    {
        IReadOnlyList<double> pair = section.OptionalNumbers(key, Bounds.Finite, count: 2) ?? defaults;
        if (pair.Count == 2 && pair[0] < pair[1]) return pair;
        section.Fail(key, "two numbers are needed, the lower one first.");
        return defaults;
    }
}
