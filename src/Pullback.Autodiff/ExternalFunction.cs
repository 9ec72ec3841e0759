namespace Pullback.Autodiff;

/// <summary>A user's own function of uniform float64 values, with its own derivative: a node of the graph like any other.</summary>
/// <remarks>Two calls with the same instance and the same inputs are one node; a function that is equal to another should say so in Equals.</remarks>
public abstract class ExternalFunction
{
    /// <summary>The name shown in messages and plans.</summary>
    public abstract string Name { get; }

    /// <summary>The shapes of the outputs for given shapes of the inputs.</summary>
    /// <param name="inputs">The shapes of the inputs.</param>
    /// <returns>The shapes of the outputs.</returns>
    /// <exception cref="ArgumentException">The function does not take such inputs.</exception>
    public abstract Shape[] OutputShapes(IReadOnlyList<Shape> inputs);

    /// <summary>Computes the outputs. Called by one thread of an evaluator at a time, but by several evaluators at once.</summary>
    /// <param name="inputs">The elements of each input, row-major.</param>
    /// <param name="outputs">Receives the elements of each output, row-major.</param>
    public abstract void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs);

    /// <summary>Builds the vector-Jacobian product from operations or further external calls.</summary>
    /// <param name="inputs">The inputs of the call.</param>
    /// <param name="outputs">The outputs of the call.</param>
    /// <param name="cotangents">The cotangent of each output.</param>
    /// <returns>The cotangent of each input, of its shape.</returns>
    public abstract Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents);
}
