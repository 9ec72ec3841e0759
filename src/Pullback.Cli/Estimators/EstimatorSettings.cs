using Pullback.Autodiff;
using Pullback.Cli.Configuration;
using Pullback.Cli.Observables;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Layers;
using Pullback.Learning.Training;

namespace Pullback.Cli.Estimators;

/// <summary>A whole configuration of <c>estimator train</c>.</summary>
internal sealed record EstimatorSettings
{
    private static readonly string[] MethodNames = [.. Enum.GetNames<EstimatorMethod>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] KindNames = ["ratio", "double-ratio", "score", "likelihood"];
    private static readonly string[] VerbosityNames = ["all", "many", "some", "few", "none"];

    /// <summary>The kind of estimator.</summary>
    public required EstimatorKind Kind { get; init; }

    /// <summary>The methods; members of an ensemble take them in turn.</summary>
    public required IReadOnlyList<EstimatorMethod> Methods { get; init; }

    /// <summary>The number of members; null for a single estimator.</summary>
    public required int? Members { get; init; }

    /// <summary>The training events.</summary>
    public required EstimatorDataSettings Data { get; init; }

    /// <summary>Validation events of their own, or null.</summary>
    public required EstimatorDataSettings? Validation { get; init; }

    /// <summary>An estimator to train further, or null.</summary>
    public required string? Start { get; init; }

    /// <summary>The shape, but for the numbers of observables and parameters.</summary>
    public required EstimatorDefinition Shape { get; init; }

    /// <summary>How to train, but for the method.</summary>
    public required EstimatorTrainingOptions Options { get; init; }

    /// <summary>How many epochs are printed: all, many, some, few or none.</summary>
    public required string Verbose { get; init; }

    /// <summary>Reads and checks a configuration.</summary>
    /// <param name="file">The file.</param>
    /// <param name="seed">The seed of the call.</param>
    /// <param name="threads">The threads of the call.</param>
    /// <exception cref="Errors.InputException">Every problem of the file, in its order.</exception>
    public static EstimatorSettings Read(ConfigurationFile file, ulong seed, int threads)
    {
        ConfigurationSection root = file.Root;
        ConfigurationSection? ensemble = root.OptionalSection("ensemble");
        EstimatorMethod[] methods = ReadMethods(root, ensemble);
        ConfigurationSection dataSection = root.RequiredSection("data", "the training events");
        EstimatorKind kind = KindOf(root, methods[0], dataSection);
        foreach (EstimatorMethod method in methods)
        {
            if (!Pullback.Learning.Estimators.Losses.MethodLoss.Trains(method, kind))
                root.Fail(root.Has("kind") ? "kind" : "method", $"the method '{method.ToString().ToLowerInvariant()}' does not train an estimator of kind '{KindNames[(int)kind]}'. Choose another method or kind.");
        }

        EstimatorDataSettings data = EstimatorDataSettings.Read(dataSection, file.Folder, kind);
        EstimatorDataSettings? validation = root.OptionalSection("validation_data") is { } other ? EstimatorDataSettings.Read(other, file.Folder, kind) : null;
        ConfigurationSection network = root.Section("network");
        bool density = kind == EstimatorKind.Likelihood;
        var shape = new EstimatorDefinition
        {
            Kind = kind,
            Observables = 1,
            Parameters = 1,
            Features = root.OptionalIntegers("features", 0),
            Hidden = network.OptionalIntegers("hidden", 1, 1 << 16) ?? [100],
            Activation = Named<Activation>(network.Choice("activation", "tanh", NetworkSection.Activations)),
            Dropout = density ? 0 : network.Number("dropout", 0, Bounds.Fraction),
            Steps = density ? network.Integer("steps", 5, minimum: 1, maximum: 1000) : 5,
            Reverse = !density || network.Flag("reverse", true),
            Components = density ? network.Integer("components", 1, minimum: 1, maximum: 1000) : 1,
            BatchNormalization = density ? network.OptionalNumber("batch_norm", new Bounds(0, 1, OpenMinimum: true)) : null,
            Model = kind == EstimatorKind.ParameterizedRatio ? RatioModelSettings.Read(network, file.Folder, seed, threads) : null,
        };
        string precision = network.Choice("precision", "single", ["single", "double"]);
        var defaults = new TrainingDefaults
        {
            Epochs = 50,
            Batch = 128,
            Optimizer = "amsgrad",
            Schedule = "geometric",
            FinalRate = 1e-4,
            Validation = 0.25,
            EarlyStopping = root.Flag("keep_best", true) ? new EarlyStoppingSettings(int.MaxValue, 0) : null,
        };
        TrainingOptions training = LearningOptions.From(TrainingSection.Read(root.Section("training"), defaults), seed, threads);
        // A saved MadMiner training continues alike: the same rule as in PyTorch.
        if (training.Optimizer is AmsGrad rule) training = training with { Optimizer = rule with { MaximumBeforeCorrection = true } };
        var settings = new EstimatorSettings
        {
            Kind = kind,
            Methods = methods,
            Members = ensemble?.Integer("members", methods.Length, minimum: 1, maximum: 100_000),
            Data = data,
            Validation = validation,
            Start = root.OptionalText("start"),
            Shape = shape,
            Options = new EstimatorTrainingOptions
            {
                Method = methods[0],
                Alpha = root.Number("alpha", 1, Bounds.NotNegative),
                Training = training,
                ScaleObservables = root.Flag("scale_inputs", true),
                ScaleParameters = ReadScaling(root, shape.Model),
                ShuffleLabels = root.Flag("shuffle_labels", false),
                SampleLimit = root.OptionalInteger("limit_samplesize", 2),
                Element = precision == "double" ? ElementType.Float64 : ElementType.Float32,
                MemoryBytes = (long)(root.Number("memory", 2048, Bounds.NotNegative) * (1 << 20)),
            },
            Verbose = root.Choice("verbose", "some", VerbosityNames),
        };
        root.Finish();
        root.Errors.ThrowIfAny();
        return settings;
    }

    /// <summary>The options of a member.</summary>
    /// <param name="member">Its number.</param>
    public EstimatorTrainingOptions OptionsOf(int member) =>
        Options with { Method = Methods[member % Methods.Count], Training = Options.Training with { Seed = Options.Training.Seed + (ulong)member } };

    private static EstimatorMethod[] ReadMethods(ConfigurationSection root, ConfigurationSection? ensemble)
    {
        if (ensemble is null || !ensemble.Has("methods")) return [Named<EstimatorMethod>(root.RequiredChoice("method", MethodNames))];
        var methods = new List<EstimatorMethod>();
        foreach (string name in ensemble.Texts("methods"))
        {
            if (MethodNames.Contains(name)) methods.Add(Named<EstimatorMethod>(name));
            else ensemble.Fail("methods", $"found '{name}', but the methods are {string.Join(", ", MethodNames)}.");
        }

        if (root.Has("method")) root.Fail("method", "found both 'method' and 'ensemble.methods'. Give one of them.");
        return methods.Count > 0 ? [.. methods] : [EstimatorMethod.Carl];
    }

    private static bool ReadScaling(ConfigurationSection root, RatioModel? model)
    {
        bool scales = root.Flag("scale_parameters", model is null);
        if (scales && model is not null) root.Fail("scale_parameters", "found true, but a ratio with a 'model' takes the parameters as they are. Leave the key out.");
        return scales;
    }

    private static EstimatorKind KindOf(ConfigurationSection root, EstimatorMethod method, ConfigurationSection data) => root.Has("kind")
        ? (EstimatorKind)Array.IndexOf(KindNames, root.Choice("kind", "ratio", KindNames))
        : method switch
        {
            EstimatorMethod.Sally or EstimatorMethod.Sallino => EstimatorKind.Score,
            EstimatorMethod.Nde or EstimatorMethod.Scandal => EstimatorKind.Likelihood,
            _ => data.Has("theta1") ? EstimatorKind.DoubleParameterizedRatio : EstimatorKind.ParameterizedRatio,
        };

    // The names of the configuration are those of the library, in lower case and with hyphens.
    private static T Named<T>(string name)
        where T : struct, Enum => Enum.TryParse(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T value) ? value : default;
}
