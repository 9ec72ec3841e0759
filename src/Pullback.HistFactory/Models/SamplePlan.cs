namespace Pullback.HistFactory.Models;

/// <summary>What changes the counts of one sample in one channel, by positions in the parameters and inputs.</summary>
internal sealed class SamplePlan
{
    /// <summary>The sample.</summary>
    public required string Name { get; init; }

    /// <summary>The input of the first bin's nominal count.</summary>
    public required int Nominal { get; init; }

    /// <summary>Interpolated templates.</summary>
    public required TemplateTerm[] Templates { get; init; }

    /// <summary>Interpolated factors.</summary>
    public required ScaleTerm[] Scales { get; init; }

    /// <summary>Factors that are parameters.</summary>
    public required FactorTerm[] Factors { get; init; }

    /// <summary>Effects of the user's own.</summary>
    public required CustomTerm[] Customs { get; init; }
}
