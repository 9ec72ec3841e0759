namespace Pullback.Numerics.Random;

/// <summary>Gamma numbers of unit scale, density <c>x^(a−1) e^(−x) / Γ(a)</c>.</summary>
/// <remarks>
/// Squeeze and rejection from a cubed shifted normal for a ≥ 1; for a &lt; 1 a number of shape a + 1 times <c>u^(1/a)</c>.
/// Reference: [MarsagliaTsang2000].
/// </remarks>
internal static class GammaSampler
{
    public static double Sample(ref WordSource words, double shape)
    {
        double boost = 1.0;
        if (shape < 1.0)
        {
            boost = Math.Exp(Math.Log(words.NextOpen()) / shape);
            shape += 1.0;
        }

        double d = shape - (1.0 / 3.0);
        double c = 1.0 / Math.Sqrt(9.0 * d);
        while (true)
        {
            double normal = words.NextNormal();
            double root = 1.0 + (c * normal);
            if (root <= 0.0) continue;
            double v = root * root * root;
            double u = words.NextOpen();
            double square = normal * normal;
            if (u < 1.0 - (0.0331 * square * square)
                || Math.Log(u) < (0.5 * square) + (d * (1.0 - v + Math.Log(v))))
            {
                return boost * d * v;
            }
        }
    }
}
