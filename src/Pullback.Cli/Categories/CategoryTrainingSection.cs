using Pullback.Cli.Configuration;
using Pullback.Cli.Observables;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Categories;

/// <summary>Reads <c>training</c> of categories.</summary>
internal static class CategoryTrainingSection
{
    private static readonly TrainingDefaults Own = new()
    {
        Epochs = 250,
        Optimizer = "rmsprop",
        LearningRate = 0.02,
        RmsPropEpsilon = 1e-7,
        EpsilonBelowRoot = true,
        Schedule = "cosine",
        FinalRate = 0.0002,
        CheckpointEvery = 10,
    };

    /// <summary>Reads the section; problems are noted.</summary>
    /// <param name="section">The section.</param>
    /// <param name="model">The model that is trained.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="threads">The threads of the run.</param>
    public static CategoryTrainingOptions Read(ConfigurationSection section, CategoryModelOptions model, ulong seed, int threads)
    {
        var defaults = new CategoryTrainingOptions();
        IReadOnlyList<(string Name, ConfigurationSection Section)> given = section.NamedSections("given_starts");
        string start = given.Count > 0 ? "given" : section.Choice("start", "ratio", ["ratio", "random"]);
        return new CategoryTrainingOptions
        {
            Training = LearningOptions.From(TrainingSection.Read(section, Own), seed, threads),
            Temperature = Annealed(section, "temperature"),
            Steepness = Annealed(section, "steepness"),
            Starts = given.Count > 0 ? given.Count : section.Integer("starts", defaults.Starts, minimum: 1, maximum: 10_000),
            Start = start switch { "given" => CategoryStart.Given, "random" => CategoryStart.Random, _ => CategoryStart.Ratio },
            Given = given.Count > 0 ? [.. given.Select(one => (ReadOnlyMemory<double>)CategoryParameters.Read(one.Section, model))] : null,
            LookEvery = section.Integer("look_every", defaults.LookEvery, minimum: 1),
        };
    }

    // A number that stays, or {from, to, schedule}.
    private static Annealing? Annealed(ConfigurationSection section, string key)
    {
        if (!section.Has(key)) return null;
        if (section.Node(key) is ConfigurationScalar) return Annealing.Constant(section.Number(key, 1, Bounds.Positive));
        ConfigurationSection way = section.Section(key);
        double from = way.RequiredNumber("from", Bounds.Positive, $"the {key} of the first epoch");
        double to = way.RequiredNumber("to", Bounds.Positive, $"the {key} at the end");
        return new Annealing(from, to, way.Choice("schedule", "cosine", ["cosine", "exponential"]) == "cosine" ? AnnealingShape.Cosine : AnnealingShape.Geometric);
    }
}
