using Pullback.Cli.CommandLine;
using Pullback.Cli.Configuration;
using Pullback.Cli.Errors;
using Pullback.Cli.Observables;
using Pullback.Cli.Verbs;
using Pullback.Data.Tables;
using Pullback.Learning.Categories;

namespace Pullback.Cli.Categories;

/// <summary>Reads categories: a file of a training, or a description with parameters.</summary>
internal static class CategoryModelFile
{
    /// <summary>Whether files are one configuration.</summary>
    public static bool IsConfiguration(IReadOnlyList<string> files) => files.Count == 1 && Path.GetExtension(files[0]).ToLowerInvariant() is ".yml" or ".yaml" or ".json";

    /// <summary>Reads categories.</summary>
    /// <exception cref="InputException">The file is missing or bad.</exception>
    public static TrainedCategories Read(VerbContext context, string shown)
    {
        string path = context.Host.Resolve(shown);
        if (!File.Exists(path))
            throw new InputException($"{shown}: no such file. Give the {CategoriesNoun.ModelName} that 'categories train' wrote, or a description with parameters; it is looked up as {path}.");
        return IsConfiguration([path]) ? Described(ConfigurationFile.Read(path, shown)) : TrainedCategories.Load(path);
    }

    private static TrainedCategories Described(ConfigurationFile file)
    {
        ConfigurationSection root = file.Root;
        IReadOnlyList<ColumnSelection> scores = FeatureSection.Read(root, "scores", "the columns that the categories divide, such as [score]");
        CategoryModelOptions options = CategoryModelSection.Read(root.RequiredSection("model", "the model, as in a configuration"), scores, steepnessScheduled: false);
        double[] parameters = CategoryParameters.Read(root.RequiredSection("parameters", "the parameters of the model"), options);
        double temperature = options is GaussianMixtureOptions mixture ? mixture.Temperature : 1;
        IReadOnlyList<string> signals = root.Texts("signals");
        root.Finish();
        root.Errors.ThrowIfAny();
        return CategoryRun.Guard(() => new TrainedCategories(
            new CategoryDefinition(
                options,
                temperature,
                [.. scores.Select(score => score.Name)],
                scores.All(score => score.Expression is null) ? null : [.. scores.Select(score => score.Expression)],
                signals,
                new Dictionary<string, string>()),
            parameters));
    }
}
