using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables.Makers;

/// <summary>The demonstration of neos: a signal and two rival descriptions of its background. Reference: [Neos2023].</summary>
public sealed record ThreeBlobs : BlobOptions
{
    /// <summary>The name of the first background.</summary>
    public const string FirstBackground = "background_1";

    /// <summary>The name of the second background.</summary>
    public const string SecondBackground = "background_2";

    /// <summary>The center of the signal.</summary>
    /// <value>Default (−1, 1).</value>
    public IReadOnlyList<double> SignalMean { get; init; } = [-1, 1];

    /// <summary>The center of the first background.</summary>
    /// <value>Default (2, 2).</value>
    public IReadOnlyList<double> FirstBackgroundMean { get; init; } = [2, 2];

    /// <summary>The center of the second background.</summary>
    /// <value>Default (−1, −1).</value>
    public IReadOnlyList<double> SecondBackgroundMean { get; init; } = [-1, -1];

    /// <inheritdoc/>
    public override TemplateRecipe Recipe(GammaMode uncertainty) => new SpreadRecipe { Uncertainty = uncertainty };

    private protected override IEnumerable<Blob> Blobs() =>
    [
        new(TemplateModelOptions.Signal, null, VariationSide.Nominal, SignalMean, SignalScale),
        new(FirstBackground, null, VariationSide.Nominal, FirstBackgroundMean, BackgroundScale),
        new(SecondBackground, null, VariationSide.Nominal, SecondBackgroundMean, BackgroundScale),
    ];
}
