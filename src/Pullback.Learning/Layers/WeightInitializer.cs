namespace Pullback.Learning.Layers;

/// <summary>How the weights of a dense layer begin; <c>n</c> is its number of inputs, <c>m</c> of outputs.</summary>
/// <remarks>Uniform variants draw from <c>±√3 σ</c>, so that every variant of a family has the same variance.</remarks>
public enum WeightInitializer
{
    /// <summary>Normal, <c>σ² = 2/(n + m)</c> [Glorot2010].</summary>
    GlorotNormal,

    /// <summary>Uniform, <c>σ² = 2/(n + m)</c> [Glorot2010].</summary>
    GlorotUniform,

    /// <summary>Normal, <c>σ² = 2/n</c> [He2015].</summary>
    HeNormal,

    /// <summary>Uniform, <c>σ² = 2/n</c> [He2015].</summary>
    HeUniform,

    /// <summary>Normal, <c>σ² = 1/n</c>.</summary>
    LecunNormal,

    /// <summary>Uniform, <c>σ² = 1/n</c>.</summary>
    LecunUniform,
}
