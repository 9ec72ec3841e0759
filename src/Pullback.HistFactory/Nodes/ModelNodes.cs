using Pullback.Autodiff;

namespace Pullback.HistFactory.Nodes;

/// <summary>HistFactory models in the graph: rates, likelihoods and results whose templates, uncertainties and data may be functions of anything, such as a network's weights.</summary>
/// <remarks>
/// Derivatives are closed forms, through all fits. They are nodes too, but have no derivatives of their own. Auxiliary data that the workspace does not configure follow
/// the inputs: the rate factor of a Poisson constraint is its own datum.
/// </remarks>
public static class ModelNodes
{
    /// <summary>The expected counts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="inputs">The numbers of the model in the order of <see cref="HistFactoryModel.Layout"/>. Shape [input].</param>
    /// <returns>Shape [bin].</returns>
    public static Expr Rates(HistFactoryModel model, Expr parameters, Expr inputs) => Op.External(new RatesFunction(model), parameters, inputs)[0];

    /// <summary>−ln L with all constants.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="inputs">The numbers of the model. Shape [input].</param>
    /// <param name="counts">The observed counts. Shape [bin].</param>
    /// <returns>A scalar; NaN outside the domain.</returns>
    public static Expr Nll(HistFactoryModel model, Expr parameters, Expr inputs, Expr counts) => Op.External(new NllFunction(model), parameters, inputs, counts)[0];

    /// <summary>A result of the whole analysis, every fit inside.</summary>
    /// <param name="model">The model.</param>
    /// <param name="result">Which result.</param>
    /// <param name="inputs">The numbers of the model. Shape [input].</param>
    /// <param name="counts">The observed counts. Shape [bin].</param>
    /// <returns>A scalar. Evaluation throws <see cref="Statistics.Minimization.FitFailedException"/> when a fit does not converge.</returns>
    public static Expr Result(HistFactoryModel model, ModelResult result, Expr inputs, Expr counts) => Op.External(new ResultFunction(model, result), inputs, counts)[0];
}
