namespace Pullback.Statistics.HypothesisTests;

/// <summary>The range of the asymptotic distribution of a test statistic.</summary>
/// <remarks>Reference: [Pyhf2021].</remarks>
public enum BaseDistribution
{
    /// <summary>The whole line.</summary>
    Normal,

    /// <summary>Cut at the smallest value that the statistic can take, <c>t = -sqrt(qA)</c>: expected values do not go below it.</summary>
    ClippedNormal,
}
