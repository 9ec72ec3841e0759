namespace Pullback.HistFactory.Templates;

/// <summary>The models of one signal and one background with an uncertainty per bin, the first model of neos and of pyhf.</summary>
public static class HepdataLikeModel
{
    /// <summary>The model with one gamma for all bins (neos) or one per bin (pyhf). For more than one bin the two differ.</summary>
    /// <param name="bins">The number of bins.</param>
    /// <param name="mode">Which of the two.</param>
    /// <returns>A model whose templates are signal, background and uncertainty, in this order.</returns>
    /// <exception cref="ArgumentException">No bins, or <see cref="GammaMode.None"/>, which has no uncertainty.</exception>
    public static TemplateModel Create(int bins, GammaMode mode)
    {
        if (mode == GammaMode.None)
            throw new ArgumentException("A hepdata-like model has a background uncertainty: choose GammaMode.Shared (neos) or GammaMode.PerBin (pyhf).", nameof(mode));
        return new TemplateModel(new TemplateModelOptions { Bins = bins, Uncertainty = new BackgroundUncertainty { Mode = mode } });
    }

    /// <summary>The model of neos 0.0.1: one gamma for all bins.</summary>
    /// <param name="bins">The number of bins.</param>
    public static TemplateModel Shared(int bins) => Create(bins, GammaMode.Shared);

    /// <summary>The model of pyhf's <c>uncorrelated_background</c>: one gamma per bin.</summary>
    /// <param name="bins">The number of bins.</param>
    public static TemplateModel PerBin(int bins) => Create(bins, GammaMode.PerBin);
}
