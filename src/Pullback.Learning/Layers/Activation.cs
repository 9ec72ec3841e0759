namespace Pullback.Learning.Layers;

/// <summary>What follows a dense layer, element by element.</summary>
public enum Activation
{
    /// <summary><c>x</c>.</summary>
    Identity,

    /// <summary><c>max(x, 0)</c>.</summary>
    Relu,

    /// <summary><c>x</c> above 0, <c>0.01 x</c> below.</summary>
    LeakyRelu,

    /// <summary><c>x</c> above 0, <c>eˣ − 1</c> below.</summary>
    Elu,

    /// <summary><c>tanh x</c>.</summary>
    Tanh,

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    Sigmoid,

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    Softplus,

    /// <summary><c>x / (1 + e⁻ˣ)</c>.</summary>
    Swish,

    /// <summary><c>x Φ(x)</c> with the normal distribution function.</summary>
    Gelu,

    /// <summary><c>1.0507009873554805 x</c> above 0, <c>1.0507009873554805 · 1.6732632423543772 (eˣ − 1)</c> below.</summary>
    Selu,

    /// <summary><c>x</c> above 0, <c>11/48 x</c> below: the mean slope of the randomized leaky rectifier with slopes between 1/8 and 1/3.</summary>
    RandomizedLeakyRelu,

    /// <summary><c>−ln(1 + e⁻ˣ)</c>.</summary>
    LogSigmoid,
}
