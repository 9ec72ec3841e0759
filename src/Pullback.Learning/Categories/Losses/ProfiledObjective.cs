using System.Globalization;
using System.Text.Json.Serialization;
using Pullback.Autodiff;
using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Losses;

/// <summary>A result of the HistFactory model whose bins are the categories, all nuisance parameters profiled.</summary>
/// <remarks>
/// The signal in question is scaled by the signal strength; the other signals are backgrounds. Variations of the processes are correlated by name. Each bin's background has
/// the uncertainty of its finite number of events, <c>√(Σ w² γ)</c>, or a given share. Derivatives go through every fit. Counts are held at or above 1e-9.
/// Reference: [HistFactory2012], [Cowan2011].
/// </remarks>
public sealed record ProfiledObjective : CategoryObjective
{
    private const double Floor = 1e-9;

    /// <summary>The result, one of <see cref="Objectives.Names"/> but for the generalized variance.</summary>
    /// <value>Default <c>discovery-significance</c>.</value>
    public string ResultName { get; init; } = "discovery-significance";

    /// <summary>The tested signal strength of the results that test one.</summary>
    /// <value>Default 1.</value>
    public double Poi { get; init; } = 1.0;

    /// <summary>One gamma for all categories, one for each, or none.</summary>
    /// <value>Default one for each.</value>
    public GammaMode Uncertainty { get; init; } = GammaMode.PerBin;

    /// <summary>The uncertainty of the background as a share of it, or null for that of the finite number of events.</summary>
    /// <value>Default null.</value>
    public double? RelativeUncertainty { get; init; }

    /// <summary>How variations are interpolated.</summary>
    /// <value>Default <see cref="InterpolationCode.Code4p"/>.</value>
    public InterpolationCode Interpolation { get; init; } = InterpolationCode.Code4p;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Title => ResultName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool Maximize => ResultName == "discovery-significance";

    /// <inheritdoc/>
    private protected override bool Positive => ResultName != "log-cls";

    /// <inheritdoc/>
    public override IEnumerable<string> Problems(CategoryData data)
    {
        foreach (string problem in base.Problems(data)) yield return problem;
        if (!Names.Contains(ResultName, StringComparer.Ordinal)) yield return $"There is no profiled result '{ResultName}'. The results are: {string.Join(", ", Names)}.";
        if (!(Poi > 0) || !double.IsFinite(Poi)) yield return string.Create(CultureInfo.InvariantCulture, $"The tested signal strength is {Poi:R}, but must be finite and above 0.");
        if (RelativeUncertainty is { } relative && (!(relative > 0) || !double.IsFinite(relative)))
            yield return string.Create(CultureInfo.InvariantCulture, $"The relative uncertainty of the background is {relative:R}, but must be finite and above 0.");
        if (!InterpolationCodes.Additive.Contains(Interpolation))
            yield return $"The interpolation {Interpolation} does not add templates; choose among {string.Join(", ", InterpolationCodes.Additive)}.";
        foreach (var pair in Shifted(data).GroupBy(column => (column.Process, column.Variation)))
        {
            if (!pair.Select(column => column.Side).Order().SequenceEqual([VariationSide.Up, VariationSide.Down]))
                yield return $"Variation '{pair.Key.Variation}' of '{pair.Key.Process}' needs exactly one up and one down sample.";
        }
    }

    /// <summary>The names of the results that categories can be trained on.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Objectives.Names.Where(name => name != "generalized-variance")];

    /// <summary>The likelihood whose bins are the categories.</summary>
    /// <param name="data">The events.</param>
    /// <param name="signal">The process that the signal strength scales.</param>
    /// <param name="categories">The number of categories.</param>
    public TemplateModel Model(CategoryData data, string signal, int categories)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new TemplateModel(new TemplateModelOptions
        {
            Bins = categories,
            Backgrounds = Backgrounds(data, signal),
            Variations = [.. Shifted(data).GroupBy(column => column.Variation!).Select(g => new TemplateVariation(g.Key, [.. g.Select(column => Name(column.Process, signal)).Distinct()]))],
            Uncertainty = new BackgroundUncertainty { Mode = Uncertainty },
            Interpolation = Interpolation,
        });
    }

    /// <summary>The templates of the likelihood for given counts.</summary>
    /// <param name="data">The events.</param>
    /// <param name="signal">The process that the signal strength scales.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="factors">What the counts of the reweighted processes are multiplied with; empty for none. Shape [category].</param>
    /// <param name="reweighted">The processes whose counts carry the factors.</param>
    /// <returns>Shape [template entry], in the order of the layout of <see cref="Model"/>.</returns>
    public double[] Templates(CategoryData data, string signal, YieldTable counts, ReadOnlySpan<double> factors, IReadOnlyCollection<string> reweighted)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var graph = new Graph();
        Shape shape = Shape.Of(counts.Columns.Count, counts.Categories);
        Expr? scales = factors.IsEmpty ? null : graph.Constant(factors, Shape.Of(counts.Categories));
        var rows = new CategoryCounts(data, graph.Constant(counts.Sums, shape), graph.Constant(counts.Squares, shape), scales, reweighted);
        Expr templates = Templates(Model(data, signal, counts.Categories), signal, rows);
        using Evaluator evaluator = CompiledProgram.Compile([templates], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        evaluator.Evaluate();
        return evaluator.Float64(templates).ToArray();
    }

    /// <summary>The templates of the likelihood as a graph value.</summary>
    /// <param name="model">The likelihood.</param>
    /// <param name="signal">The process that the signal strength scales.</param>
    /// <param name="yields">The expected counts.</param>
    /// <returns>Shape [template entry].</returns>
    internal Expr Templates(TemplateModel model, string signal, CategoryCounts yields)
    {
        Expr Held(string process, string? variation, VariationSide side) => Op.Max(yields.Sum(process, variation, side), process == signal ? 0.0 : Floor);
        IReadOnlyList<string> backgrounds = model.Options.Backgrounds;
        string Process(string name) => name == TemplateModelOptions.Signal ? signal : Original(yields.Data, name, signal);
        List<Expr> slices = [Held(signal, null, VariationSide.Nominal), .. backgrounds.Select(name => Held(Process(name), null, VariationSide.Nominal))];
        foreach (TemplateVariation variation in model.Options.Variations)
        {
            foreach (string name in variation.Processes)
            {
                slices.Add(Held(Process(name), variation.Name, VariationSide.Up));
                slices.Add(Held(Process(name), variation.Name, VariationSide.Down));
            }
        }

        if (Uncertainty != GammaMode.None)
        {
            string[] processes = [.. backgrounds.Select(Process)];
            slices.Add(RelativeUncertainty is { } relative
                ? relative * CategoryCounts.Total(processes, process => Held(process, null, VariationSide.Nominal))
                : Op.Sqrt(Op.Max(CategoryCounts.Total(processes, yields.Squares), Floor * Floor)));
        }

        return Op.Concat(0, [.. slices]);
    }

    /// <inheritdoc/>
    internal override Expr Result(string signal, CategoryCounts yields)
    {
        TemplateModel model = Model(yields.Data, signal, yields.Background.Shape.Length);
        // The function takes what should become small; a result that should grow comes out negative.
        Expr value = Op.External(new ObjectiveFunction(model, [new ObjectiveTerm(ResultName, 1.0)], Poi), Templates(model, signal, yields))[0];
        return Maximize ? -value : value;
    }

    private static IEnumerable<WeightColumn> Shifted(CategoryData data) => data.Columns.Where(column => column.Variation is not null);

    private static string[] Backgrounds(CategoryData data, string signal) => [.. data.Processes.Where(process => process != signal).Select(process => Name(process, signal))];

    // A background may be called like the role of the signal in the likelihood.
    private static string Name(string process, string signal) =>
        process == signal ? TemplateModelOptions.Signal : process == TemplateModelOptions.Signal ? "other " + process : process;

    private static string Original(CategoryData data, string name, string signal) => data.Processes.First(process => process != signal && Name(process, signal) == name);
}
