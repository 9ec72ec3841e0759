using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>A network of two parameter points, antisymmetric by construction: <c>ln r(x|θ₀, θ₁) = f(θ₀, θ₁, x) − f(θ₁, θ₀, x)</c>.</summary>
/// <param name="network">Dense layers with one output; inputs are both parameter points, then the observables.</param>
/// <param name="activateInputs">Whether the inputs pass the activation first, as in MadMiner's networks with dropout.</param>
public sealed class DoubleRatioNetwork(Network network, bool activateInputs = false)
{
    /// <summary>The log likelihood ratio of each event.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="numerator">θ₀, shape [event, parameter].</param>
    /// <param name="denominator">θ₁, shape [event, parameter].</param>
    /// <param name="masks">For dropout, a factor for each hidden output, shapes [event, width], the same for both halves, so that the antisymmetry holds; null leaves dropout out.</param>
    /// <returns>Shape [event, 1].</returns>
    public Expr LogRatio(Expr observables, Expr numerator, Expr denominator, IReadOnlyList<Expr>? masks = null) =>
        Apply(observables, numerator, denominator, masks) - Apply(observables, denominator, numerator, masks);

    /// <summary>The log likelihood ratio of each event at one pair of parameter points.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="numerator">θ₀, a uniform value of shape [parameter].</param>
    /// <param name="denominator">θ₁, a uniform value of shape [parameter].</param>
    /// <returns>Shape [event, 1].</returns>
    public Expr LogRatioAt(Expr observables, Expr numerator, Expr denominator) =>
        ApplyAt(observables, numerator, denominator) - ApplyAt(observables, denominator, numerator);

    private Expr Apply(Expr observables, Expr first, Expr second, IReadOnlyList<Expr>? masks) => network.Apply(Activate(Op.Concat(0, first, second, observables)), masks);

    private Expr ApplyAt(Expr observables, Expr first, Expr second) => network.Apply(Activate(Op.Concat(0, first, second)), Activate(observables));

    private Expr Activate(Expr inputs) => activateInputs ? Activations.Apply(network.Options.Activation, inputs) : inputs;
}
