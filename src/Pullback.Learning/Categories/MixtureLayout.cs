using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories;

/// <summary>Where the parameters of a mixture lie in the flat vector, and the constants of its transformations.</summary>
internal sealed class MixtureLayout
{
    /// <summary>The first logit.</summary>
    public const int Logits = 0;

    public MixtureLayout(GaussianMixtureOptions options)
    {
        Categories = options.Categories;
        Dimensions = options.Dimensions;
        Normalization = options.MeanNormalization;
        Damping = options.OffDiagonalDamping;
        Ranges = options.MeanRange.Count == 1 ? [.. Enumerable.Repeat(options.MeanRange[0], Dimensions)] : [.. options.MeanRange];
        Sigma0 = StartWidth(Categories, Dimensions);
    }

    public int Categories { get; }

    public int Dimensions { get; }

    public MeanNormalization Normalization { get; }

    public double Damping { get; }

    /// <summary>Shape [score].</summary>
    public ScoreRange[] Ranges { get; }

    /// <summary>The width σ₀ of a component whose Cholesky parameters are zero.</summary>
    public double Sigma0 { get; }

    /// <summary>The first mean.</summary>
    public int Means => Categories;

    /// <summary>The first element of the first Cholesky factor.</summary>
    public int Cholesky => Categories * (1 + Dimensions);

    // σ₀ = (V_simplex / (k V_ball))^{1/m}.
    private static double StartWidth(int categories, int dimensions)
    {
        double m = Math.Max(dimensions - 1, 1);
        double logSimplex = (0.5 * Math.Log(dimensions)) - SpecialMath.LogGamma(dimensions);
        double logBall = (0.5 * m * Math.Log(Math.PI)) - SpecialMath.LogGamma((0.5 * m) + 1.0);
        return Math.Exp((logSimplex - Math.Log(categories) - logBall) / m);
    }
}
