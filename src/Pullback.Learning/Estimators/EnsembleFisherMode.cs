namespace Pullback.Learning.Estimators;

/// <summary>How an ensemble's Fisher information is made, and its covariance.</summary>
public enum EnsembleFisherMode
{
    /// <summary>From the mean score; the covariance to first order in the spread of one member's scores.</summary>
    Score,

    /// <summary>From the mean score; the covariance of informations whose scores spread as that of the mean.</summary>
    ModifiedScore,

    /// <summary>The mean and covariance of the members' informations.</summary>
    Information,
}
