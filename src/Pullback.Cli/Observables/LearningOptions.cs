using Pullback.Autodiff;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Layers;
using Pullback.Learning.Observables;
using Pullback.Learning.Observables.Makers;
using Pullback.Learning.Training;

namespace Pullback.Cli.Observables;

/// <summary>Turns a configuration into the options of the learning library.</summary>
internal static class LearningOptions
{
    /// <summary>The options of a training.</summary>
    public static ObservableOptions From(ObservableSettings settings, ulong seed, int threads) => new()
    {
        Network = new NetworkOptions
        {
            Hidden = settings.Network.Hidden,
            Activation = Named<Activation>(settings.Network.Activation),
            Dropout = settings.Network.Dropout,
            Initializer = Named<WeightInitializer>(settings.Network.Initializer),
            BiasDeviation = settings.Network.BiasDeviation,
            Element = settings.Network.Precision == "double" ? ElementType.Float64 : ElementType.Float32,
        },
        Summary = From(settings.Summary),
        Recipe = Recipe(settings),
        Objective = new ObservableObjective { Poi = settings.Objective.Poi, Terms = [.. settings.Objective.Terms.Select(t => new ObjectiveTerm(t.Name, t.Weight))] },
        Training = From(settings.Training, seed, threads),
        Standardize = settings.Standardize,
    };

    /// <summary>The generator of blobs that a configuration asks for.</summary>
    public static BlobOptions From(GeneratedData data) => data switch
    {
        Observables.ThreeBlobs three => new Learning.Observables.Makers.ThreeBlobs
        {
            Points = three.Points,
            Luminosity = three.Luminosity,
            SignalScale = three.SignalScale,
            BackgroundScale = three.BackgroundScale,
            SignalMean = three.SignalMean,
            FirstBackgroundMean = three.Background1Mean,
            SecondBackgroundMean = three.Background2Mean,
        },
        Observables.ThreeSamples samples => new Learning.Observables.Makers.ThreeSamples
        {
            Points = samples.Points,
            Luminosity = samples.Luminosity,
            SignalScale = samples.SignalScale,
            BackgroundScale = samples.BackgroundScale,
            Means = [samples.Mean1, samples.Mean2, samples.Mean3],
            Group = samples.Group,
        },
        Observables.FourBlobs four => new Learning.Observables.Makers.FourBlobs
        {
            Points = four.Points,
            Luminosity = four.Luminosity,
            SignalScale = four.SignalScale,
            BackgroundScale = four.BackgroundScale,
            SignalMean = four.SignalMean,
            BackgroundMean = four.BackgroundMean,
            UpMean = four.UpMean,
            DownMean = four.DownMean,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(data), data, "There is no such generator."),
    };

    private static TemplateRecipe Recipe(ObservableSettings settings)
    {
        GammaMode mode = settings.Model.BackgroundUncertainty switch
        {
            "shared" => GammaMode.Shared,
            "per-bin" => GammaMode.PerBin,
            _ => GammaMode.None,
        };
        TemplateRecipe recipe = settings.Data is GeneratedData generated ? From(generated).Recipe(mode) : new ProcessRecipe { Uncertainty = mode };
        return recipe is ProcessRecipe processes
            ? processes with
            {
                RelativeUncertainty = settings.Model.RelativeUncertainty,
                Interpolation = settings.Model.Interpolation == "code0" ? InterpolationCode.Code0 : InterpolationCode.Code4p,
            }
            : recipe;
    }

    private static SummaryOptions From(SummarySettings summary) => summary switch
    {
        KernelSummary kernel => new KernelSummaryOptions
        {
            Edges = kernel.Edges,
            Bandwidth = kernel.Bandwidth,
            Reflect = kernel.Reflect,
            Floor = kernel.Floor,
            TrainEdges = kernel.TrainEdges,
            TrainBandwidth = kernel.TrainBandwidth,
        },
        _ => new SoftmaxSummaryOptions { Bins = summary.Bins },
    };

    /// <summary>How a training runs.</summary>
    public static TrainingOptions From(TrainingSettings training, ulong seed, int threads) => new()
    {
        Epochs = training.Epochs,
        BatchSize = training.Batch,
        Optimizer = From(training.Optimizer),
        Schedule = From(training.Schedule, training.Optimizer.LearningRate),
        Clipping = new GradientClipping { MaximumNorm = training.ClipNorm, MaximumValue = training.ClipValue },
        ValidationFraction = training.Validation,
        EarlyStopping = training.EarlyStopping is { } stopping
            ? new EarlyStopping { Patience = stopping.Patience, MinimumImprovement = stopping.MinimumImprovement }
            : null,
        CheckpointEvery = training.CheckpointEvery,
        Seed = seed,
        Threads = threads,
    };

    private static OptimizerOptions From(OptimizerSettings optimizer) => optimizer.Name switch
    {
        "sgd" => new Sgd { LearningRate = optimizer.LearningRate, Momentum = optimizer.Momentum, Nesterov = optimizer.Nesterov },
        "rmsprop" => new RmsProp { LearningRate = optimizer.LearningRate, Momentum = optimizer.Momentum, Decay = optimizer.Decay, Epsilon = optimizer.Epsilon, EpsilonBelowRoot = optimizer.EpsilonBelowRoot },
        "amsgrad" => new AmsGrad { LearningRate = optimizer.LearningRate, Beta1 = optimizer.Beta1, Beta2 = optimizer.Beta2, Epsilon = optimizer.Epsilon },
        _ => new Adam { LearningRate = optimizer.LearningRate, Beta1 = optimizer.Beta1, Beta2 = optimizer.Beta2, Epsilon = optimizer.Epsilon },
    };

    private static LearningRateSchedule From(ScheduleSettings schedule, double rate) => schedule.Name switch
    {
        "exponential" => new ExponentialSchedule { Factor = schedule.Factor, WarmUpEpochs = schedule.WarmUp },
        "geometric" => new GeometricSchedule { Final = schedule.FinalRate / rate, WarmUpEpochs = schedule.WarmUp },
        "step" => new StepSchedule { Factor = schedule.Factor, Every = schedule.Every, WarmUpEpochs = schedule.WarmUp },
        "cosine" => new CosineSchedule { Final = schedule.FinalRate / rate, WarmUpEpochs = schedule.WarmUp },
        "one-cycle" => new OneCycleSchedule { Rise = schedule.Rise, Start = schedule.StartFactor, Final = schedule.FinalRate / rate, WarmUpEpochs = schedule.WarmUp },
        _ => new ConstantSchedule { WarmUpEpochs = schedule.WarmUp },
    };

    // The names of the configuration are those of the library, in lower case and with hyphens.
    private static T Named<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
