using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Inference;

/// <summary>Buffers of derivatives of rates, reserved when the first gradient is asked for, so that those taken at every step of a training allocate nothing.</summary>
internal sealed class DerivativeBuffers(BoundModel numbers)
{
    /// <summary>A point. Shape [parameter].</summary>
    public Real[] Point { get; } = new Real[numbers.Model.ParameterCount];

    /// <summary>Weights of rates. Shape [bin].</summary>
    public Real[] Weights { get; } = new Real[numbers.Model.BinCount];

    /// <summary>A gradient. Shape [parameter].</summary>
    public Real[] ByParameter { get; } = new Real[numbers.Model.ParameterCount];

    /// <summary>A gradient. Shape [input].</summary>
    public Real[] ByInput { get; } = new Real[numbers.Inputs.Length];

    /// <summary>A point that moves. Shape [parameter].</summary>
    public Dual[] MovingPoint { get; } = new Dual[numbers.Model.ParameterCount];

    /// <summary>Rates at a point that moves. Shape [bin].</summary>
    public Dual[] MovingRates { get; } = new Dual[numbers.Model.BinCount];

    /// <summary>Weights of rates at a point that moves. Shape [bin].</summary>
    public Dual[] MovingWeights { get; } = new Dual[numbers.Model.BinCount];

    /// <summary>A gradient at a point that moves. Shape [input].</summary>
    public Dual[] MovingByInput { get; } = new Dual[numbers.Inputs.Length];

    /// <summary>A direction. Shape [parameter].</summary>
    public double[] Direction { get; } = new double[numbers.Model.ParameterCount];

    /// <summary>Another. Shape [parameter].</summary>
    public double[] Slopes { get; } = new double[numbers.Model.ParameterCount];

    /// <summary>What a result collects.</summary>
    public InputGradient Gradient { get; } = new(numbers);
}
