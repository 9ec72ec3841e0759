using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>A network of the observables whose outputs are the score at a fixed reference, <c>t(x) = ∇θ ln p(x|θ)</c>.</summary>
/// <param name="network">Dense layers with one output per parameter.</param>
/// <param name="activateInputs">Whether the inputs pass the activation first, as in MadMiner's networks with dropout.</param>
public sealed class ScoreNetwork(Network network, bool activateInputs = false)
{
    /// <summary>The score of each event.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="masks">For dropout, a factor for each hidden output, shapes [event, width]; null leaves dropout out.</param>
    /// <returns>Shape [event, parameter].</returns>
    public Expr Score(Expr observables, IReadOnlyList<Expr>? masks = null) =>
        network.Apply(activateInputs ? Activations.Apply(network.Options.Activation, observables) : observables, masks);
}
