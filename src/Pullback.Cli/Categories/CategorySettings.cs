using Pullback.Cli.Configuration;
using Pullback.Cli.Observables;
using Pullback.Data.Tables;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Categories;

/// <summary>A whole configuration of <c>categories train</c>.</summary>
/// <param name="Data">The events.</param>
/// <param name="Scores">The scores that the categories divide.</param>
/// <param name="Model">The model.</param>
/// <param name="Objective">What is improved.</param>
/// <param name="BumpHunt">How a continuum is scaled to a mass window, or null.</param>
/// <param name="Training">How the training runs.</param>
/// <param name="IncludeOutside">Whether scores outside the ranges of sigmoid categories belong to the outer bins; otherwise they are an error.</param>
internal sealed record CategorySettings(
    CategoryDataSettings Data, IReadOnlyList<ColumnSelection> Scores, CategoryModelOptions Model, CategoryObjective Objective, BumpHuntSettings? BumpHunt, CategoryTrainingOptions Training,
    bool IncludeOutside = true)
{
    /// <summary>Reads and checks a configuration.</summary>
    /// <param name="file">The configuration.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="threads">The threads of the run.</param>
    /// <exception cref="Errors.InputException">Every problem of the file, in its order.</exception>
    public static CategorySettings Read(ConfigurationFile file, ulong seed, int threads)
    {
        ConfigurationSection root = file.Root;
        CategoryDataSettings data = CategoryDataSection.Read(root.RequiredSection("data", "where the events come from"), file.Folder);
        IReadOnlyList<ColumnSelection> scores = Scored(root, data);
        ConfigurationSection training = root.Section("training");
        CategoryModelOptions model = CategoryModelSection.Read(root.Section("model"), scores, training.Has("steepness"));
        var settings = new CategorySettings(
            data, scores, model, CategoryObjectiveSection.Read(root), BumpHuntSection.Read(root), CategoryTrainingSection.Read(training, model, seed, threads),
            model is not SigmoidOptions || root.Section("model").Choice("outside", "error", ["error", "include"]) == "include");
        root.Finish();
        root.Errors.ThrowIfAny();
        return settings;
    }

    private static IReadOnlyList<ColumnSelection> Scored(ConfigurationSection root, CategoryDataSettings data) => data is CategoryToys toys && !root.Has("scores")
        ? [.. toys.ScoreNames.Select(name => new ColumnSelection(name))]
        : FeatureSection.Read(root, "scores", "the columns that the categories divide, such as [score]");
}
