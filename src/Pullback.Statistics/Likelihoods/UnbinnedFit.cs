using Pullback.Numerics.LinearAlgebra;
using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The result of an unbinned fit.</summary>
/// <param name="Parameters">The parameters, in the order of every vector.</param>
/// <param name="Report">How the fit ended; everything else is that of the end point, minimum or not.</param>
/// <param name="Values">The parameters at the end, shape [parameter].</param>
/// <param name="Nll">−ln L there, with its constants.</param>
/// <param name="Covariance">
/// The inverse of the Hessian of the parameters that the fit moved and that are not at a bound, zero elsewhere, shape [parameter, parameter]; null where the Hessian is not positive definite.
/// </param>
public sealed record UnbinnedFit(ParameterSet Parameters, NewtonReport Report, IReadOnlyList<double> Values, double Nll, double[,]? Covariance)
{
    /// <summary>Whether the end point is a minimum.</summary>
    public bool IsConverged => Report.IsConverged;

    /// <summary>The value of a parameter.</summary>
    /// <param name="name">Its name.</param>
    public double Value(string name) => Values[Parameters.IndexOf(name)];

    /// <summary>The uncertainty of a parameter, <c>√C_pp</c>; 0 for one that is fixed or at a bound.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidOperationException">There is no covariance.</exception>
    public double Uncertainty(string name)
    {
        int p = Parameters.IndexOf(name);
        if (Covariance is null) throw new InvalidOperationException("The Hessian at the end of the fit is not positive definite, so that there are no uncertainties. Look at the outcome of the fit, and fix parameters that the data do not determine.");
        return Math.Sqrt(Covariance[p, p]);
    }

    internal static UnbinnedFit Of(ParameterSet parameters, NewtonReport report, double[] point, double nll, double[] hessian, bool[] held)
    {
        int order = parameters.Count;
        int[] free = [.. Enumerable.Range(0, order).Where(p => !held[p] && point[p] > parameters[p].Lower && point[p] < parameters[p].Upper)];
        double[] block = [.. free.SelectMany(i => free.Select(j => hessian[(i * order) + j]))];
        double[,]? covariance = null;
        if (Cholesky.TryFactor(block, free.Length))
        {
            double[] inverse = new double[block.Length];
            Cholesky.Inverse(block, free.Length, inverse);
            covariance = new double[order, order];
            for (int i = 0; i < free.Length; i++)
            {
                for (int j = 0; j < free.Length; j++) covariance[free[i], free[j]] = inverse[(i * free.Length) + j];
            }
        }

        return new UnbinnedFit(parameters, report, point, nll, covariance);
    }
}
