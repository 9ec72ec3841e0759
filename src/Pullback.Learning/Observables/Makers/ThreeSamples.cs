using System.Globalization;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables.Makers;

/// <summary>Three samples of which one is the signal; the others add up, with the uncertainty of a count. Reference: [Neos2023].</summary>
public sealed record ThreeSamples : BlobOptions
{
    /// <summary>Makes the options with the defaults of this generator.</summary>
    public ThreeSamples()
    {
        SignalScale = 1.0;
        BackgroundScale = 1.0;
    }

    /// <summary>The centers of the three samples.</summary>
    /// <value>Default (−2, 2), (2, 2), (0, −2).</value>
    public IReadOnlyList<IReadOnlyList<double>> Means { get; init; } = [[-2, 2], [2, 2], [0, -2]];

    /// <summary>Which sample is the signal, from 1.</summary>
    /// <value>Default 1.</value>
    public int Group { get; init; } = 1;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() =>
        Group is >= 1 and <= 3 ? base.Problems() : base.Problems().Append(string.Create(CultureInfo.InvariantCulture, $"The group is {Group}, but must be 1, 2 or 3."));

    /// <inheritdoc/>
    public override TemplateRecipe Recipe(GammaMode uncertainty) => new PoissonRecipe { Uncertainty = uncertainty };

    // The first of the two backgrounds has the scale of the signal, the second that of the background.
    private protected override IEnumerable<Blob> Blobs()
    {
        int[] others = [.. Enumerable.Range(1, 3).Where(g => g != Group)];
        return
        [
            new(TemplateModelOptions.Signal, null, VariationSide.Nominal, Means[Group - 1], SignalScale),
            new(ThreeBlobs.FirstBackground, null, VariationSide.Nominal, Means[others[0] - 1], SignalScale),
            new(ThreeBlobs.SecondBackground, null, VariationSide.Nominal, Means[others[1] - 1], BackgroundScale),
        ];
    }
}
