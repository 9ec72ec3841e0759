namespace Pullback.Learning.Categories;

/// <summary>One component of a Gaussian mixture: <c>weight · N(x; mean, L Lᵀ)</c>.</summary>
/// <param name="LogWeight">The logarithm of the weight.</param>
/// <param name="Mean">Shape [score].</param>
/// <param name="Cholesky">The lower triangular factor L of the covariance, row-major. Shape [score, score].</param>
public sealed record MixtureComponent(double LogWeight, IReadOnlyList<double> Mean, IReadOnlyList<double> Cholesky)
{
    /// <summary>The weight.</summary>
    public double Weight => Math.Exp(LogWeight);

    /// <summary>The covariance <c>L Lᵀ</c>, row-major. Shape [score, score].</summary>
    public double[] Covariance()
    {
        int d = Mean.Count;
        double[] covariance = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                for (int m = 0; m <= Math.Min(i, j); m++) covariance[(i * d) + j] += Cholesky[(i * d) + m] * Cholesky[(j * d) + m];
            }
        }

        return covariance;
    }
}
