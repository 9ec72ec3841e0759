using Pullback.Cli.Configuration;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Cli.Categories;

/// <summary>Reads <c>objective</c>: what the categories are trained on.</summary>
internal static class CategoryObjectiveSection
{
    private static readonly (string Name, AsimovForm Form)[] Counting =
        [("asimov", AsimovForm.Package), ("asimov-smooth", AsimovForm.Smooth), ("asimov-with-uncertainty", AsimovForm.WithUncertainty)];

    private static readonly (string Name, SignalCombination Combination)[] Combinations =
    [
        ("geometric-mean", SignalCombination.GeometricMean), ("weighted-mean", SignalCombination.WeightedMean),
        ("quadrature", SignalCombination.Quadrature), ("worst", SignalCombination.Worst),
    ];

    /// <summary>The names of all objectives.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Counting.Select(form => form.Name), .. ProfiledObjective.Names];

    /// <summary>Reads the key of the document, a name or a mapping; problems are noted.</summary>
    public static CategoryObjective Read(ConfigurationSection document)
    {
        if (document.Node("objective") is ConfigurationScalar)
        {
            string alone = document.Choice("objective", "asimov-smooth", Names);
            CategoryObjective named = Form(alone) is { } form ? new AsimovObjective { Form = form } : new ProfiledObjective { ResultName = alone };
            return named with { Combination = DefaultCombination(alone) };
        }

        ConfigurationSection section = document.Section("objective");
        string name = section.Choice("name", "asimov-smooth", Names);
        CategoryObjective objective = Form(name) is { } counting ? Asimov(section, counting) : Profiled(section, name);
        string combination = section.Choice("combination", Combinations.First(c => c.Combination == DefaultCombination(name)).Name, [.. Combinations.Select(c => c.Name)]);
        return objective with
        {
            Combination = Combinations.First(c => c.Name == combination).Combination,
            SignalWeights = Weights(section),
            Penalties = Penalties(section.Section("penalties")),
        };
    }

    // A logarithm may be negative, and then there is no geometric mean.
    private static SignalCombination DefaultCombination(string name) => name == "log-cls" ? SignalCombination.WeightedMean : SignalCombination.GeometricMean;

    private static AsimovForm? Form(string name) => Counting.Where(form => form.Name == name).Select(form => (AsimovForm?)form.Form).FirstOrDefault();

    private static AsimovObjective Asimov(ConfigurationSection section, AsimovForm form) => new()
    {
        Form = form,
        RelativeUncertainty = form == AsimovForm.WithUncertainty ? section.Number("relative_uncertainty", 0, Bounds.NotNegative) : 0,
    };

    private static ProfiledObjective Profiled(ConfigurationSection section, string name) => new()
    {
        ResultName = name,
        Poi = section.Number("poi", 1, Bounds.Positive),
        Uncertainty = section.Choice("background_uncertainty", "per-bin", ["per-bin", "shared", "none"]) switch
        {
            "shared" => GammaMode.Shared,
            "none" => GammaMode.None,
            _ => GammaMode.PerBin,
        },
        RelativeUncertainty = section.OptionalNumber("relative_uncertainty", Bounds.Positive),
        Interpolation = section.Choice("interpolation", "code4p", ["code0", "code4p"]) == "code0" ? InterpolationCode.Code0 : InterpolationCode.Code4p,
    };

    private static Dictionary<string, double> Weights(ConfigurationSection section)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        if (section.Node("weights") is not { } node) return weights;
        if (node is not ConfigurationMapping mapping)
        {
            section.Fail("weights", "a mapping from signals to weights is needed, such as {signal1: 1, signal2: 2}.");
            return weights;
        }

        foreach (ConfigurationEntry entry in mapping.Entries)
        {
            if (section.NumberOf(entry.Value, Bounds.NotNegative) is { } weight) weights[entry.Key] = weight;
        }

        return weights;
    }

    private static CategoryPenalties Penalties(ConfigurationSection section)
    {
        ConfigurationSection low = section.Section("low_background");
        ConfigurationSection high = section.Section("high_uncertainty");
        return new CategoryPenalties
        {
            LowBackgroundWeight = low.Number("weight", 0, Bounds.NotNegative),
            MinimumBackground = low.Number("threshold", 10, Bounds.NotNegative),
            HighUncertaintyWeight = high.Number("weight", 0, Bounds.NotNegative),
            MaximumUncertainty = high.Number("threshold", 0.2, Bounds.NotNegative),
        };
    }
}
