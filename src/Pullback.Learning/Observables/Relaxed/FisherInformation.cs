using Pullback.Autodiff;

namespace Pullback.Learning.Observables.Relaxed;

/// <summary>The information of a likelihood in its parameters: the information itself, not its inverse.</summary>
public static class FisherInformation
{
    /// <summary>The Hessian of the negative log-likelihood; at Asimov data this is the Fisher information.</summary>
    /// <param name="nll">−ln L, a scalar of the graph.</param>
    /// <param name="parameters">The parameters, each a scalar of the graph.</param>
    /// <returns>Shape [parameter, parameter].</returns>
    /// <exception cref="ArgumentException">No parameters.</exception>
    public static Expr Observed(Expr nll, params Expr[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Length == 0) throw new ArgumentException("There is no information without parameters: name at least one.", nameof(parameters));
        Expr[,] hessian = Derivatives.Hessian(nll, parameters);
        var rows = new Expr[parameters.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            var row = new Expr[parameters.Length];
            for (int j = 0; j < row.Length; j++) row[j] = hessian[i, j];
            rows[i] = Op.Stack(row);
        }

        return Op.Stack(rows);
    }
}
