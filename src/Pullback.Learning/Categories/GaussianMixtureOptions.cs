using System.Globalization;

namespace Pullback.Learning.Categories;

/// <summary>Options of <see cref="GaussianMixtureModel"/>.</summary>
public sealed record GaussianMixtureOptions : CategoryModelOptions
{
    /// <summary>The number of categories, one mixture component each.</summary>
    public required int Categories { get; init; }

    /// <summary>The number of scores.</summary>
    /// <value>Default 1.</value>
    public int Dimensions { get; init; } = 1;

    /// <summary>The temperature of the soft assignment that training starts with: the smaller, the harder.</summary>
    /// <value>Default 1.</value>
    public double Temperature { get; init; } = 1.0;

    /// <summary>How the means are kept among the scores.</summary>
    /// <value>Default <see cref="MeanNormalization.Softmax"/>.</value>
    public MeanNormalization MeanNormalization { get; init; } = MeanNormalization.Softmax;

    /// <summary>Where <see cref="MeanNormalization.Sigmoid"/> keeps the means: one range for all dimensions, or one per dimension.</summary>
    /// <value>Default 0 to 1.</value>
    public IReadOnlyList<ScoreRange> MeanRange { get; init; } = [ScoreRange.Unit];

    /// <summary>The factor of the off-diagonal elements of the Cholesky factors; 0 gives components without correlation.</summary>
    /// <value>Default 0.1.</value>
    public double OffDiagonalDamping { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Categories < 1) yield return string.Create(CultureInfo.InvariantCulture, $"There are {Categories} categories; at least one is needed.");
        if (Dimensions < 1) yield return string.Create(CultureInfo.InvariantCulture, $"There are {Dimensions} scores; at least one is needed.");
        if (!(Temperature > 0 && double.IsFinite(Temperature)))
            yield return string.Create(CultureInfo.InvariantCulture, $"The temperature is {Temperature:R}, but must be finite and above 0.");
        if (!(OffDiagonalDamping >= 0 && double.IsFinite(OffDiagonalDamping)))
            yield return string.Create(CultureInfo.InvariantCulture, $"The off-diagonal damping is {OffDiagonalDamping:R}, but must be finite and not negative.");
        if (!Enum.IsDefined(MeanNormalization)) yield return $"The normalization of the means is {MeanNormalization}, but must be Softmax or Sigmoid.";
        if (MeanRange.Count != 1 && MeanRange.Count != Dimensions)
            yield return string.Create(CultureInfo.InvariantCulture, $"There are {MeanRange.Count} ranges of the means for {Dimensions} scores; give one for all or one for each.");
        foreach (ScoreRange range in MeanRange.Where(r => !r.IsValid))
            yield return string.Create(CultureInfo.InvariantCulture, $"A range of the means goes from {range.Lower:R} to {range.Upper:R}; both must be finite, the second above the first.");
    }

    /// <inheritdoc/>
    public override CategoryModel Create() => new GaussianMixtureModel(this);
}
