using Pullback.Autodiff;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables.Makers;

namespace Pullback.Learning.Observables;

/// <summary>Two backgrounds are rival descriptions of one: <c>b = (h₁ + h₂)/2</c>, <c>u = |h₁ − h₂|/2</c>.</summary>
/// <remarks>
/// <para>Derivative: <c>u</c> has a kink at <c>h₁ = h₂</c>, where its derivative is taken as 0; there a gamma of that bin is fixed. Reference: [Neos2023].</para>
/// </remarks>
public sealed record SpreadRecipe : TemplateRecipe
{
    /// <inheritdoc/>
    public override TemplateModel Model(ObservableData data, int bins)
    {
        _ = Pair(data);
        return OneBackground(data, bins);
    }

    /// <inheritdoc/>
    public override Expr Templates(TemplateCounts counts, ObservableData data, TemplateModel model)
    {
        Expr first = counts.Raw(ThreeBlobs.FirstBackground);
        Expr second = counts.Raw(ThreeBlobs.SecondBackground);
        return OneBackground(counts.Raw(TemplateModelOptions.Signal), counts.Floor(0.5 * (first + second)), 0.5 * Op.Abs(first - second));
    }

    private static string[] Pair(ObservableData data)
    {
        string[] backgrounds = Backgrounds(data);
        return backgrounds is [ThreeBlobs.FirstBackground, ThreeBlobs.SecondBackground]
            ? backgrounds
            : throw new ArgumentException(
                $"The spread of two backgrounds needs exactly '{ThreeBlobs.FirstBackground}' and '{ThreeBlobs.SecondBackground}', but the backgrounds are: {string.Join(", ", backgrounds)}.",
                nameof(data));
    }
}
