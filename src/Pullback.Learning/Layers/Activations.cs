using Pullback.Autodiff;

namespace Pullback.Learning.Layers;

/// <summary>Builds activations from graph operations.</summary>
public static class Activations
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    /// <summary>Applies an activation.</summary>
    /// <param name="activation">Which.</param>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such activation.</exception>
    public static Expr Apply(Activation activation, Expr x) => activation switch
    {
        Activation.Identity => x,
        Activation.Relu => Op.Relu(x),
        Activation.LeakyRelu => Op.Max(x, 0.01 * x),
        Activation.Elu => Op.Relu(x) + Op.Expm1(Op.Min(x, 0.0)),
        Activation.Tanh => Op.Tanh(x),
        Activation.Sigmoid => Op.Sigmoid(x),
        Activation.Softplus => Op.Softplus(x),
        Activation.Swish => x * Op.Sigmoid(x),
        Activation.Gelu => x * Op.NormalCdf(x),
        Activation.Selu => SeluScale * (Op.Relu(x) + (SeluAlpha * Op.Expm1(Op.Min(x, 0.0)))),
        Activation.RandomizedLeakyRelu => Op.Max(x, 11.0 / 48.0 * x),
        Activation.LogSigmoid => -Op.Softplus(-x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, $"There is no such activation. They are: {string.Join(", ", Enum.GetNames<Activation>())}."),
    };
}
