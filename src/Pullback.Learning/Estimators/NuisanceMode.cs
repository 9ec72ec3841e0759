namespace Pullback.Learning.Estimators;

/// <summary>What a score estimator does with nuisance parameters.</summary>
public enum NuisanceMode
{
    /// <summary>The score of every parameter.</summary>
    Keep,

    /// <summary>The score of the parameters of interest, without what nuisance parameters could mimic.</summary>
    Profile,

    /// <summary>The score of the parameters of interest, the others at their reference.</summary>
    Project,
}
