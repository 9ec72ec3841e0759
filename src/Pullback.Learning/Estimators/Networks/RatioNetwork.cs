using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>A network of parameters and observables whose output is the log likelihood ratio to a fixed reference, <c>ln r(x|θ) = f(θ, x)</c>.</summary>
/// <param name="network">Dense layers with one output and as many inputs as there are parameters and observables, parameters first.</param>
/// <param name="activateInputs">Whether the inputs pass the activation first, as in MadMiner's networks with dropout.</param>
public sealed class RatioNetwork(Network network, bool activateInputs = false)
{
    /// <summary>The log likelihood ratio of each event.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="parameters">Shape [event, parameter].</param>
    /// <param name="masks">For dropout, a factor for each hidden output, shapes [event, width]; null leaves dropout out.</param>
    /// <returns>Shape [event, 1].</returns>
    public Expr LogRatio(Expr observables, Expr parameters, IReadOnlyList<Expr>? masks = null) => network.Apply(Activate(Op.Concat(0, parameters, observables)), masks);

    /// <summary>The log likelihood ratio of each event at one parameter point.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="point">A uniform value of shape [parameter].</param>
    /// <returns>Shape [event, 1].</returns>
    public Expr LogRatioAt(Expr observables, Expr point) => network.Apply(Activate(point), Activate(observables));

    private Expr Activate(Expr inputs) => activateInputs ? Activations.Apply(network.Options.Activation, inputs) : inputs;
}
