using System.Globalization;
using System.Numerics;

namespace Pullback.Learning.Training;

/// <summary>Which update rule turns gradients into weights, and its constants.</summary>
/// <remarks>A rule is an immutable record of constants; <see cref="Create{T}"/> makes the state that a run carries.</remarks>
public abstract record OptimizerOptions
{
    /// <summary>The step size before any schedule.</summary>
    /// <value>Default 1e-3.</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The name by which configurations and checkpoints refer to the rule.</summary>
    public abstract string Name { get; }

    /// <summary>The number of state vectors as long as the weights.</summary>
    internal abstract int StateVectors { get; }

    /// <summary>Makes the state of a run, all zero.</summary>
    /// <typeparam name="T">The type of the weights, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="length">The number of weights.</param>
    public Optimizer<T> Create<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(this, length);

    /// <summary>What is wrong with the constants, one sentence each; empty if nothing.</summary>
    public virtual IEnumerable<string> Problems() => Problem("The learning rate", LearningRate, LearningRate > 0 && double.IsFinite(LearningRate), "finite and above 0");

    /// <summary>Updates a range of weights in place; every element by itself, so that ranges may run side by side.</summary>
    /// <param name="step">The number of this update, from 1.</param>
    /// <param name="rate">The step size of this update, after any schedule.</param>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="gradient">Shape [weight].</param>
    /// <param name="state">The state vectors of all weights, each of shape [all weights].</param>
    /// <param name="offset">The position of the range among all weights.</param>
    internal abstract void Update<T>(long step, double rate, Span<T> weights, ReadOnlySpan<T> gradient, T[][] state, int offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected static IEnumerable<string> Problem(string name, double value, bool valid, string allowed)
    {
        if (!valid) yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {value:R}, but must be {allowed}.");
    }
}
