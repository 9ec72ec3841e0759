namespace Pullback.Learning.Files.Onnx;

/// <summary>The functions that may follow a dense layer of an ONNX file.</summary>
public enum DenseActivationKind
{
    /// <summary><c>x</c>.</summary>
    Identity,

    /// <summary><c>tanh x</c>.</summary>
    Tanh,

    /// <summary><c>max(x, 0)</c>.</summary>
    Relu,

    /// <summary><c>x</c> above 0, <c>α x</c> below.</summary>
    LeakyRelu,

    /// <summary><c>x</c> above 0, <c>α (eˣ − 1)</c> below.</summary>
    Elu,

    /// <summary><c>γ x</c> above 0, <c>γ α (eˣ − 1)</c> below.</summary>
    Selu,

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    Sigmoid,

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    Softplus,

    /// <summary><c>−ln(1 + e⁻ˣ)</c>.</summary>
    LogSigmoid,
}

/// <summary>What follows a dense layer, element by element, with its constants. The file keeps the constants as binary32.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Alpha">α of <see cref="DenseActivationKind.LeakyRelu"/>, <see cref="DenseActivationKind.Elu"/> and <see cref="DenseActivationKind.Selu"/>; otherwise 0.</param>
/// <param name="Gamma">γ of <see cref="DenseActivationKind.Selu"/>; otherwise 0.</param>
public readonly record struct DenseActivation(DenseActivationKind Kind, double Alpha = 0.0, double Gamma = 0.0)
{
    /// <summary><c>x</c>.</summary>
    public static DenseActivation Identity { get; }

    /// <summary><c>tanh x</c>.</summary>
    public static DenseActivation Tanh { get; } = new(DenseActivationKind.Tanh);

    /// <summary><c>max(x, 0)</c>.</summary>
    public static DenseActivation Relu { get; } = new(DenseActivationKind.Relu);

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    public static DenseActivation Sigmoid { get; } = new(DenseActivationKind.Sigmoid);

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    public static DenseActivation Softplus { get; } = new(DenseActivationKind.Softplus);

    /// <summary><c>−ln(1 + e⁻ˣ)</c>.</summary>
    public static DenseActivation LogSigmoid { get; } = new(DenseActivationKind.LogSigmoid);

    /// <summary>The self-normalizing exponential unit: α = 1.6732632, γ = 1.0507010 as ONNX and PyTorch have them.</summary>
    public static DenseActivation Selu { get; } = new(DenseActivationKind.Selu, 1.67326319217681884765625, 1.05070102214813232421875);

    /// <summary><c>x</c> above 0, <c>α x</c> below.</summary>
    /// <param name="alpha">The slope below 0; by default 0.01, as in PyTorch and ONNX.</param>
    public static DenseActivation LeakyRelu(double alpha = 0.01) => new(DenseActivationKind.LeakyRelu, alpha);

    /// <summary><c>x</c> above 0, <c>α (eˣ − 1)</c> below.</summary>
    /// <param name="alpha">Minus the limit at −∞; by default 1, as in PyTorch and ONNX.</param>
    public static DenseActivation Elu(double alpha = 1.0) => new(DenseActivationKind.Elu, alpha);
}
