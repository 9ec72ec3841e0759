namespace Pullback.Data.Processes;

/// <summary>A systematic variation of one process.</summary>
public sealed record VariationSpecification
{
    /// <summary>Name of the nuisance parameter; variations of several processes that share it move together.</summary>
    public required string Name { get; init; }

    /// <summary>The events at plus one standard deviation.</summary>
    public required VariationSide Up { get; init; }

    /// <summary>The events at minus one standard deviation.</summary>
    public required VariationSide Down { get; init; }

    /// <summary>How the sides are scaled.</summary>
    /// <value>By the factor of the nominal events.</value>
    public VariationNormalization Normalization { get; init; }
}
