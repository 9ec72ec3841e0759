namespace Pullback.Learning.Categories;

/// <summary>The intervals in which each of several weighted Gaussians of one score is the largest.</summary>
internal static class MixtureBoundaries
{
    public static IReadOnlyList<CategoryInterval> Of(MixtureValues values)
    {
        var crossings = new List<double>();
        for (int a = 0; a < values.LogNorms.Length; a++)
        {
            for (int b = a + 1; b < values.LogNorms.Length; b++) Cross(values, a, b, crossings);
        }

        return Envelope.Of(crossings, values.LogNorms.Length, (k, x) => values.LogTerm(k, [x]));
    }

    // With y = x − μ_a and d = μ_b − μ_a the difference of the logarithms is A y² + B y + C.
    private static void Cross(MixtureValues values, int a, int b, List<double> crossings)
    {
        double pa = 1.0 / values.Cholesky[a];
        double pb = 1.0 / values.Cholesky[b];
        double d = values.Means[b] - values.Means[a];
        double quadratic = 0.5 * (pb - pa) * (pb + pa);
        double linear = -d * pb * pb;
        double constant = (0.5 * d * d * pb * pb) + (values.LogNorms[a] - values.LogNorms[b]);
        double discriminant = Math.FusedMultiplyAdd(linear, linear, -4.0 * quadratic * constant);
        if (discriminant < 0) return;

        // The root without cancellation, and the other one from the product of both.
        double q = -0.5 * (linear + Math.CopySign(Math.Sqrt(discriminant), linear));
        Add(q / quadratic);
        Add(constant / q);

        void Add(double y)
        {
            if (double.IsFinite(y)) crossings.Add(values.Means[a] + y);
        }
    }
}
