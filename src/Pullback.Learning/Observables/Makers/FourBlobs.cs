using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables.Makers;

/// <summary>A signal, and a background with an up and a down variation. Reference: [Neos2023].</summary>
public sealed record FourBlobs : BlobOptions
{
    /// <summary>The name of the background.</summary>
    public const string Background = "background";

    /// <summary>The name of the variation, that of pyhf's model of a correlated background.</summary>
    public const string Variation = "correlated_bkg_uncertainty";

    /// <summary>The center of the signal.</summary>
    /// <value>Default (−1, 1).</value>
    public IReadOnlyList<double> SignalMean { get; init; } = [-1, 1];

    /// <summary>The center of the background.</summary>
    /// <value>Default (1, −1).</value>
    public IReadOnlyList<double> BackgroundMean { get; init; } = [1, -1];

    /// <summary>The center of the background varied up.</summary>
    /// <value>Default (2.5, 2).</value>
    public IReadOnlyList<double> UpMean { get; init; } = [2.5, 2];

    /// <summary>The center of the background varied down.</summary>
    /// <value>Default (−2.5, −1.5).</value>
    public IReadOnlyList<double> DownMean { get; init; } = [-2.5, -1.5];

    /// <inheritdoc/>
    public override TemplateRecipe Recipe(GammaMode uncertainty) => new ProcessRecipe { Uncertainty = uncertainty };

    private protected override IEnumerable<Blob> Blobs() =>
    [
        new(TemplateModelOptions.Signal, null, VariationSide.Nominal, SignalMean, SignalScale),
        new(Background, null, VariationSide.Nominal, BackgroundMean, BackgroundScale),
        new(Background, Variation, VariationSide.Up, UpMean, BackgroundScale),
        new(Background, Variation, VariationSide.Down, DownMean, BackgroundScale),
    ];
}
