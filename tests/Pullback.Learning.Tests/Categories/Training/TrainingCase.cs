using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Sidebands;
using Pullback.Learning.Categories.Toys;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Categories.Training;

/// <summary>Small trainings of every kind, and what makes two of them equal.</summary>
internal static class TrainingCase
{
    private static readonly Lazy<CategoryData> s_toy = new(() => new ThreeGaussians { SignalEvents = 1500, BackgroundEvents = 4500 }.Draw(3).Data());
    private static readonly Lazy<ToySample> s_bump = new(() => new BumpHunt { SignalEvents = 1000, ContinuumEvents = 4000 }.Draw(5));

    public static CategoryData Toy => s_toy.Value;

    public static ToySample Bump => s_bump.Value;

    public static GaussianMixtureModel Mixture { get; } = new(new GaussianMixtureOptions { Categories = 3, MeanNormalization = MeanNormalization.Sigmoid });

    public static SigmoidModel Sigmoid { get; } = new(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "score", Bins = 3 }], Steepness = 10 });

    public static GaussianMixtureModel Plane { get; } = new(new GaussianMixtureOptions { Categories = 3, Dimensions = 2, MeanNormalization = MeanNormalization.Sigmoid, MeanRange = [new ScoreRange(-3, 4)] });

    /// <summary>The names of the trainings that <see cref="Trainer"/> makes.</summary>
    public static TheoryData<string> Names => ["full batch", "batches", "validation", "early stopping", "sigmoid", "sidebands", "profiled"];

    /// <summary>A short training.</summary>
    public static CategoryTrainingOptions Options(int epochs = 12, int starts = 2) => new()
    {
        Training = new TrainingOptions
        {
            Epochs = epochs,
            Optimizer = new RmsProp { LearningRate = 0.05, Epsilon = 1e-7, EpsilonBelowRoot = true },
            Schedule = new CosineSchedule { Final = 0.01 },
            CheckpointEvery = 5,
            Seed = 21,
            Threads = 1,
        },
        Starts = starts,
        LookEvery = 3,
    };

    /// <summary>A training of each kind.</summary>
    public static CategoryTrainer Trainer(string name, int threads = 1)
    {
        CategoryTrainingOptions options = Options();
        options = options with { Training = options.Training with { Threads = threads } };
        TrainingOptions training = options.Training;
        var objective = new AsimovObjective { Penalties = new CategoryPenalties { LowBackgroundWeight = 1e-3 } };
        return name switch
        {
            "full batch" => new CategoryTrainer(Mixture, Toy, objective, options),
            "batches" => new CategoryTrainer(Mixture, Toy, objective, options with { Training = training with { BatchSize = 400 }, Start = CategoryStart.Random }),
            "validation" => new CategoryTrainer(Mixture, Toy, objective, options with { Training = training with { BatchSize = 700, ValidationFraction = 0.3 } }),
            "early stopping" => new CategoryTrainer(Mixture, Toy, objective, options with { Training = training with { EarlyStopping = new EarlyStopping { Patience = 2 }, Optimizer = new Adam { LearningRate = 0.3 } } }),
            "sigmoid" => new CategoryTrainer(Sigmoid, Toy, objective, options),
            "sidebands" => new CategoryTrainer(Plane, Bump.Data("x", "y"), objective, options, Sidebands(Plane)),
            "profiled" => new CategoryTrainer(Mixture, Toy, new ProfiledObjective(), options with { Training = training with { Epochs = 7 } }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such training."),
        };
    }

    /// <summary>Factors for the continuum of the bump hunt.</summary>
    public static SidebandReweighting Sidebands(CategoryModel model, int updateEvery = 4, SidebandOptions? options = null) => new(
        model,
        Bump.Data("x", "y"),
        [.. Bump.Sets.Select((_, i) => (ReadOnlyMemory<double>)Bump.Column(i, BumpHunt.Mass))],
        options ?? new SidebandOptions(),
        [],
        updateEvery);

    /// <summary>Everything that a training says, but for the time that it took.</summary>
    public static double[] Numbers(CategoryTrainingResult result) =>
        [result.Best, .. result.Starts.SelectMany(start => (double[])[.. start.Parameters, start.Temperature, start.RestoredEpoch ?? -1, .. Numbers(start.Hard), .. start.History.SelectMany(Numbers)])];

    private static IEnumerable<double> Numbers(CategoryEpoch e) =>
        [e.Epoch, e.Loss, .. e.Results, e.LowBackground, e.HighUncertainty, e.Validation ?? -1, e.LearningRate, e.Temperature, .. e.Look is { } look ? Numbers(look) : []];

    private static IEnumerable<double> Numbers(CategoryLook look) => [look.Loss, .. look.Results, .. look.Bias, look.WithoutBackground, .. look.Parameters];
}
