namespace Pullback.Data.Processes;

/// <summary>How the events of a variation are scaled.</summary>
public enum VariationNormalization
{
    /// <summary>By the factor of the nominal events: the variation may change the yield.</summary>
    NominalFactor,

    /// <summary>To the yield of the nominal events: the variation changes the shape only.</summary>
    NominalYield,
}
