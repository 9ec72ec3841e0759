using Pullback.Statistics.Minimization;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>The point of least negative log-likelihood, some parameters held.</summary>
/// <param name="Theta">Shape [parameter].</param>
/// <param name="Nll">−ln L there.</param>
/// <param name="Gradient">−∂ ln L/∂θ there, held parameters included; shape [parameter].</param>
/// <param name="Covariance">The inverse of the Hessian of the parameters that moved, zero for others; null where the Hessian is not positive definite. Shape [parameter, parameter].</param>
/// <param name="AtBound">Whether each parameter ended at a bound; shape [parameter].</param>
/// <param name="Outcome">How the descent ended.</param>
/// <param name="Edm">The estimated distance to the minimum in units of −ln L; NaN where the Hessian is not positive definite.</param>
/// <param name="Iterations">Steps taken.</param>
public sealed record LikelihoodFit(double[] Theta, double Nll, double[] Gradient, double[,]? Covariance, bool[] AtBound, FitOutcome Outcome, double Edm, int Iterations)
{
    /// <summary>The largest estimated distance to the minimum that counts as converged where the descent stalls or creeps on kinks of the network.</summary>
    public const double StalledEdm = 1e-3;

    /// <summary>Whether the point is a minimum: the descent converged, or it stalled or crept on where the likelihood can rise by no more than about <see cref="StalledEdm"/>.</summary>
    /// <remarks>Activations with kinks (relu, prelu) make a likelihood with kinks, at one of which its minimum lies.</remarks>
    public bool IsConverged => Outcome == FitOutcome.Converged || (Outcome is (FitOutcome.Stalled or FitOutcome.IterationLimitReached) && Edm <= StalledEdm);

    /// <summary>The uncertainty of a parameter from the curvature; NaN where there is none.</summary>
    /// <param name="parameter">The parameter, from 0.</param>
    public double Uncertainty(int parameter) => Covariance is { } matrix && matrix[parameter, parameter] > 0 ? Math.Sqrt(matrix[parameter, parameter]) : double.NaN;
}
