namespace Pullback.Learning.Estimators;

/// <summary>What a neural estimator estimates.</summary>
public enum EstimatorKind
{
    /// <summary>The log likelihood ratio of any parameter point to a fixed reference.</summary>
    ParameterizedRatio,

    /// <summary>The log likelihood ratio of any two parameter points.</summary>
    DoubleParameterizedRatio,

    /// <summary>The score at a fixed reference.</summary>
    Score,

    /// <summary>The density of the observables at any parameter point.</summary>
    Likelihood,
}
