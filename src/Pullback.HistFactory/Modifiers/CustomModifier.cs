using Pullback.Autodiff;

namespace Pullback.HistFactory.Modifiers;

/// <summary>
/// A modifier of the user's own: a class that says which parameters it has, where it acts, and what it does as an expression of the engine, which supplies the derivatives.
/// </summary>
public abstract class CustomModifier
{
    /// <summary>A name for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The parameters. A name that the model has already refers to its parameter, and the rest of the definition is ignored.</summary>
    public abstract IReadOnlyList<CustomParameter> Parameters { get; }

    /// <summary>Whether the effect multiplies the counts; otherwise it is added to the nominal counts, before factors.</summary>
    public abstract bool IsFactor { get; }

    /// <summary>Whether the modifier acts on a sample of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="sample">The sample.</param>
    public abstract bool ActsOn(string channel, string sample);

    /// <summary>The effect on each bin.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="bins">Its number of bins.</param>
    /// <param name="parameters">The parameters, in the order of <see cref="Parameters"/>.</param>
    /// <returns>One expression for each bin: the factor, or the counts to add.</returns>
    public abstract IReadOnlyList<Expr> Effect(string channel, int bins, IReadOnlyList<Expr> parameters);
}
