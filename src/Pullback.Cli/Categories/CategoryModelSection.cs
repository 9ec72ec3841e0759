using Pullback.Cli.Configuration;
using Pullback.Data.Tables;
using Pullback.Learning.Categories;

namespace Pullback.Cli.Categories;

/// <summary>Reads <c>model</c> of categories.</summary>
internal static class CategoryModelSection
{
    /// <summary>The largest number of categories of a mixture, and of bins of a score.</summary>
    public const int MostCategories = 10_000;

    /// <summary>Reads the section; problems are noted.</summary>
    /// <param name="section">The section.</param>
    /// <param name="scores">The scores that the model divides.</param>
    /// <param name="steepnessScheduled">Whether the training sets the steepness by a schedule.</param>
    public static CategoryModelOptions Read(ConfigurationSection section, IReadOnlyList<ColumnSelection> scores, bool steepnessScheduled)
    {
        string kind = section.Choice("kind", "mixture", ["mixture", "gmm", "sigmoid"]);
        CategoryModelOptions options = kind == "sigmoid" ? Sigmoid(section, scores, steepnessScheduled) : Mixture(section, scores.Count);
        if (kind != "sigmoid" && steepnessScheduled) section.Fail("kind", "the training has a schedule of the steepness, but a mixture has none. Give a temperature instead.");
        return options;
    }

    private static GaussianMixtureOptions Mixture(ConfigurationSection section, int scores)
    {
        // One score has no simplex to live on, and its range is the natural choice; several are taken for class probabilities.
        string normalization = section.Choice("mean_normalization", scores == 1 ? "sigmoid" : "softmax", ["softmax", "sigmoid"]);
        return new GaussianMixtureOptions
        {
            Categories = section.Integer("categories", 5, minimum: 2, maximum: MostCategories),
            Dimensions = Math.Max(scores, 1),
            Temperature = section.Number("temperature", 1, Bounds.Positive),
            MeanNormalization = normalization == "softmax" ? MeanNormalization.Softmax : MeanNormalization.Sigmoid,
            MeanRange = Ranges(section, "mean_range", scores),
            OffDiagonalDamping = section.Number("off_diagonal_damping", 0.1, Bounds.NotNegative),
        };
    }

    private static SigmoidOptions Sigmoid(ConfigurationSection section, IReadOnlyList<ColumnSelection> scores, bool scheduled)
    {
        IReadOnlyList<(string Name, ConfigurationSection Section)> given = section.NamedSections("variables");
        foreach ((string name, _) in given.Where(variable => scores.All(score => score.Name != variable.Name)))
            section.Fail("variables", $"'{name}' is no score; the scores are {string.Join(", ", scores.Select(score => score.Name))}.");
        int bins = section.Integer("categories", 5, minimum: 2, maximum: MostCategories);
        var variables = new List<SigmoidVariable>();
        foreach (ColumnSelection score in scores)
        {
            ConfigurationSection? own = given.FirstOrDefault(variable => variable.Name == score.Name).Section;
            if (own is null && given.Count > 0) section.Fail("variables", $"the score '{score.Name}' is missing. Give its bins, such as {score.Name}: {{bins: 3}}.");
            variables.Add(new SigmoidVariable
            {
                Name = score.Name,
                Bins = own?.Integer("bins", bins, minimum: 2, maximum: MostCategories) ?? bins,
                Range = own is null ? ScoreRange.Unit : Ranges(own, "range", 1)[0],
                Steepness = own?.OptionalNumber("steepness", Bounds.Positive),
            });
        }

        return new SigmoidOptions
        {
            Variables = variables,
            Steepness = scheduled ? 1 : section.Number("steepness", 5, Bounds.Positive),
            RelativeSteepness = section.Flag("relative_steepness", false),
            TrainSteepness = section.Flag("train_steepness", !scheduled),
        };
    }

    // [low, high], or one pair for each score.
    private static ScoreRange[] Ranges(ConfigurationSection section, string key, int scores)
    {
        if (section.Node(key) is ConfigurationSequence { Items: [ConfigurationSequence, ..] } pairs)
        {
            if (pairs.Items.Count != scores) section.Fail(key, $"found {pairs.Items.Count} ranges for {scores} scores. Give one for all, or one each.");
            return [.. pairs.Items.Select(pair => Range(section, key, pair is ConfigurationSequence two ? [.. two.Items.Select(item => section.NumberOf(item, Bounds.Finite) ?? double.NaN)] : []))];
        }

        return [section.OptionalNumbers(key, Bounds.Finite, count: 2) is { } one ? Range(section, key, one) : ScoreRange.Unit];
    }

    private static ScoreRange Range(ConfigurationSection section, string key, IReadOnlyList<double> ends)
    {
        if (ends.Count == 2 && ends[0] < ends[1]) return new ScoreRange(ends[0], ends[1]);
        if (ends.Count != 2) section.Fail(key, "a range is two numbers, [low, high].");
        else if (!(ends[0] < ends[1])) section.Fail(key, FormattableString.Invariant($"found the range [{ends[0]}, {ends[1]}], but the lower end must be below the upper one."));
        return ScoreRange.Unit;
    }
}
