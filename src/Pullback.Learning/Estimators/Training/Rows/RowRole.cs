namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>What a group of columns is to a training.</summary>
internal enum RowRole
{
    /// <summary>Observables x.</summary>
    Observables,

    /// <summary>Parameters θ₀.</summary>
    Numerator,

    /// <summary>Parameters θ₁.</summary>
    Denominator,

    /// <summary>Labels y.</summary>
    Labels,

    /// <summary>Joint ratio.</summary>
    Ratio,

    /// <summary>Joint score at θ₀.</summary>
    Score,

    /// <summary>Joint score at θ₁.</summary>
    DenominatorScore,

    /// <summary>Weights, with mean 1.</summary>
    Weights,
}
