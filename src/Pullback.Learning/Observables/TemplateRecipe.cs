using System.Text.Json.Serialization;
using Pullback.Autodiff;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables;

/// <summary>How the counts of the samples become the templates of a likelihood.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SpreadRecipe), "spread")]
[JsonDerivedType(typeof(PoissonRecipe), "poisson")]
[JsonDerivedType(typeof(ProcessRecipe), "processes")]
public abstract record TemplateRecipe
{
    /// <summary>One gamma for all bins, one per bin, or none.</summary>
    /// <value>Default <see cref="GammaMode.PerBin"/>, as in pyhf.</value>
    public GammaMode Uncertainty { get; init; } = GammaMode.PerBin;

    /// <summary>The structure of the likelihood.</summary>
    /// <param name="data">The events.</param>
    /// <param name="bins">The number of bins.</param>
    /// <exception cref="ArgumentException">The events do not fit the recipe.</exception>
    public abstract TemplateModel Model(ObservableData data, int bins);

    /// <summary>The templates as a graph value, in the order of the model's layout.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="data">The events.</param>
    /// <param name="model">The structure.</param>
    /// <returns>float64, shape [template entry].</returns>
    public abstract Expr Templates(TemplateCounts counts, ObservableData data, TemplateModel model);

    private protected static string[] Backgrounds(ObservableData data) =>
    [
        .. data.Sets.SelectMany(s => s.Columns).Where(c => c.Side == VariationSide.Nominal && c.Process != TemplateModelOptions.Signal).Select(c => c.Process).Distinct(),
    ];

    private protected TemplateModel OneBackground(ObservableData data, int bins)
    {
        WeightColumn? shifted = data.Sets.SelectMany(s => s.Columns).FirstOrDefault(c => c.Variation is not null);
        if (shifted is not null)
            throw new ArgumentException($"The events have the variation '{shifted.Label}', which this recipe would ignore. Leave it out, or use {nameof(ProcessRecipe)}.", nameof(data));
        return new(new TemplateModelOptions { Bins = bins, Uncertainty = new BackgroundUncertainty { Mode = Uncertainty } });
    }

    private protected Expr OneBackground(Expr signal, Expr background, Expr uncertainty) =>
        Uncertainty == GammaMode.None ? Op.Concat(0, signal, background) : Op.Concat(0, signal, background, uncertainty);
}
