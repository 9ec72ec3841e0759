namespace Pullback.Learning.Categories;

/// <summary>The cuts and steepnesses that parameters of a sigmoid model stand for.</summary>
internal sealed class SigmoidValues
{
    public SigmoidValues(SigmoidLayout layout, ReadOnlySpan<double> parameters, double temperature)
    {
        Layout = layout;
        int variables = layout.Bins.Length;
        Increments = new double[variables][];
        Cuts = new double[variables][];
        Steepness = new double[variables];
        for (int v = 0; v < variables; v++)
        {
            int cuts = layout.Bins[v] - 1;
            Increments[v] = Softmax(parameters.Slice(layout.FirstCut[v], cuts));
            Cuts[v] = new double[cuts];
            double sum = 0.0;
            for (int i = 0; i < cuts; i++)
            {
                sum += Increments[v][i];
                Cuts[v][i] = layout.Ranges[v].Lower + (sum * layout.Ranges[v].Width);
            }

            double steepness = layout.TrainsSteepness ? parameters[layout.CutCount + v] : layout.Steepness[v];
            Steepness[v] = steepness * layout.SteepnessUnit[v] / temperature;
        }
    }

    public SigmoidLayout Layout { get; }

    /// <summary>The shares of the range between cuts. Shape [variable][bin].</summary>
    public double[][] Increments { get; }

    /// <summary>Shape [variable][cut].</summary>
    public double[][] Cuts { get; }

    /// <summary>Per unit of the score, divided by the temperature. Shape [variable].</summary>
    public double[] Steepness { get; }

    // Of the raw numbers with a zero appended.
    private static double[] Softmax(ReadOnlySpan<double> raw)
    {
        double largest = 0.0;
        foreach (double r in raw) largest = Math.Max(largest, r);
        double[] result = new double[raw.Length + 1];
        double sum = result[^1] = Math.Exp(-largest);
        for (int i = 0; i < raw.Length; i++) sum += result[i] = Math.Exp(raw[i] - largest);
        for (int i = 0; i < result.Length; i++) result[i] /= sum;
        return result;
    }
}
