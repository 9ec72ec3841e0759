using Pullback.Autodiff;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables;

/// <summary>All backgrounds together, with the uncertainty of a count of that size: <c>b = Σ h</c>, <c>u = √b</c>.</summary>
/// <remarks>Reference: [Neos2023].</remarks>
public sealed record PoissonRecipe : TemplateRecipe
{
    /// <inheritdoc/>
    public override TemplateModel Model(ObservableData data, int bins)
    {
        ArgumentNullException.ThrowIfNull(data);
        return OneBackground(data, bins);
    }

    /// <inheritdoc/>
    public override Expr Templates(TemplateCounts counts, ObservableData data, TemplateModel model)
    {
        string[] backgrounds = Backgrounds(data);
        Expr sum = counts.Raw(backgrounds[0]);
        foreach (string background in backgrounds.Skip(1)) sum += counts.Raw(background);
        Expr total = counts.Floor(sum);
        return OneBackground(counts.Raw(TemplateModelOptions.Signal), total, Op.Sqrt(total));
    }
}
