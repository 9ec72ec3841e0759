namespace Pullback.Learning.Categories.Tiles;

/// <summary>The gradient of a sigmoid model from its sums over events.</summary>
/// <remarks>With δ the derivative by an exponent <c>a = κ (x − cut)</c>: by the cut it is <c>−κ Σδ</c>, by κ <c>Σδ (x − cut)</c>; κ is the steepness over the temperature.</remarks>
internal static class SigmoidPull
{
    /// <summary>Fills the gradient and returns the derivative by the temperature.</summary>
    public static double Of(SigmoidLayout layout, ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> sums, Span<double> gradient)
    {
        var values = new SigmoidValues(layout, parameters, temperature);
        double slope = 0.0;
        int next = 0;
        for (int v = 0; v < layout.Bins.Length; v++)
        {
            double steep = sums[next++];
            slope -= steep * values.Steepness[v] / temperature;
            if (layout.TrainsSteepness) gradient[layout.CutCount + v] = steep * layout.SteepnessUnit[v] / temperature;

            // A share moves every cut above it.
            int cuts = layout.Bins[v] - 1;
            double[] shares = new double[cuts];
            double above = 0.0;
            double along = 0.0;
            for (int i = cuts - 1; i >= 0; i--)
            {
                above -= values.Steepness[v] * layout.Ranges[v].Width * sums[next + i];
                shares[i] = above;
                along += above * values.Increments[v][i];
            }

            for (int i = 0; i < cuts; i++) gradient[layout.FirstCut[v] + i] = values.Increments[v][i] * (shares[i] - along);
            next += cuts;
        }

        return slope;
    }
}
