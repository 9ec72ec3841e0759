using Pullback.HistFactory.Interpolation;

namespace Pullback.HistFactory.Templates;

/// <summary>One signal and one background with an up and a down template: pyhf's <c>correlated_background</c>, neos' <c>nn_histosys</c>.</summary>
public static class CorrelatedBackgroundModel
{
    /// <summary>The name of the nuisance parameter in pyhf.</summary>
    public const string ParameterName = "correlated_bkg_uncertainty";

    /// <summary>Creates the model.</summary>
    /// <param name="bins">The number of bins.</param>
    /// <param name="name">The name of the nuisance parameter.</param>
    /// <param name="interpolation">How the templates are interpolated.</param>
    /// <returns>A model whose templates are signal, background, up and down, in this order.</returns>
    public static TemplateModel Create(int bins, string name = ParameterName, InterpolationCode interpolation = InterpolationCode.Code4p) =>
        new(new TemplateModelOptions
        {
            Bins = bins,
            Variations = [new TemplateVariation(name, ["background"])],
            Interpolation = interpolation,
        });
}
