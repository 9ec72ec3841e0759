namespace Pullback.HistFactory.Templates;

/// <summary>The uncertainty of the background normalization or of its bins, as Poisson-constrained factors gamma.</summary>
public sealed record BackgroundUncertainty
{
    /// <summary>No uncertainty beyond the variations.</summary>
    public static BackgroundUncertainty None { get; } = new() { Mode = GammaMode.None };

    /// <summary>One gamma for all bins (neos) or one per bin (pyhf).</summary>
    public required GammaMode Mode { get; init; }

    /// <summary>The name of the parameter; with one gamma per bin its components are <c>name[0]</c>, <c>name[1]</c>, ...</summary>
    /// <value>Default <c>uncorr_bkguncrt</c>, pyhf's name in <c>uncorrelated_background</c>.</value>
    public string Name { get; init; } = "uncorr_bkguncrt";

    /// <summary>The background that gamma multiplies and whose nominal template, with the uncertainty u, sets the constraint <c>(b/u)^2</c>.</summary>
    /// <value>
    /// Default null: the sum of all backgrounds. A pyhf workspace can say this only with the backgrounds merged into one sample, which is how it is written;
    /// the likelihood is the same because histogram variations add.
    /// </value>
    public string? Process { get; init; }
}
