namespace Pullback.Learning.Categories.Tiles;

/// <summary>What the kernels of a mixture need of each category, with the temperature taken in: <c>logit = norm − Σ z²</c>, <c>z = L⁻¹(x − μ)/√(2T)</c>.</summary>
/// <remarks>Layout for each category: norm, means [score], inverse diagonal [score], lower triangle below the diagonal, row by row.</remarks>
internal static class MixtureConstants
{
    /// <summary>Numbers of one category.</summary>
    public static int Stride(int dimensions) => 1 + (2 * dimensions) + (dimensions * (dimensions - 1) / 2);

    public static double[] Of(MixtureValues values, double temperature)
    {
        (int categories, int d) = (values.Layout.Categories, values.Layout.Dimensions);
        double[] constants = new double[categories * Stride(d)];
        double root = Math.Sqrt(2.0 * temperature);
        int place = 0;
        for (int k = 0; k < categories; k++)
        {
            constants[place++] = values.LogNorms[k] / temperature;
            for (int i = 0; i < d; i++) constants[place++] = values.Means[(k * d) + i];
            for (int i = 0; i < d; i++) constants[place++] = 1.0 / (values.Cholesky[(((k * d) + i) * d) + i] * root);
            for (int i = 0; i < d; i++)
            {
                for (int j = 0; j < i; j++) constants[place++] = values.Cholesky[(((k * d) + i) * d) + j] * root;
            }
        }

        return constants;
    }

    /// <summary>Sums of one category: of δ, of δ z_i, and of δ z_i z_j for j ≤ i.</summary>
    public static int Sums(int dimensions) => 1 + dimensions + (dimensions * (dimensions + 1) / 2);
}
