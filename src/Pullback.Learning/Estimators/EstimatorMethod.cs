namespace Pullback.Learning.Estimators;

/// <summary>The methods that estimators are trained with, by the names of the field.</summary>
public enum EstimatorMethod
{
    /// <summary>Cross-entropy of the labels.</summary>
    Carl,

    /// <summary>Squared errors of the joint ratio.</summary>
    Rolr,

    /// <summary>Cross-entropy of the joint probability.</summary>
    Alice,

    /// <summary><see cref="Carl"/> and the squared error of the joint score.</summary>
    Cascal,

    /// <summary><see cref="Rolr"/> and the squared error of the joint score.</summary>
    Rascal,

    /// <summary><see cref="Alice"/> and the squared error of the joint score.</summary>
    Alices,

    /// <summary>The squared error of the joint score, for each component of the score.</summary>
    Sally,

    /// <summary>As <see cref="Sally"/>, for the score along one direction.</summary>
    Sallino,

    /// <summary>The negative log density.</summary>
    Nde,

    /// <summary><see cref="Nde"/> and the squared error of the joint score.</summary>
    Scandal,
}
