namespace Pullback.Learning.Estimators;

/// <summary>How columns are scaled: <c>v′ = (v − mean)/deviation</c>.</summary>
/// <param name="Means">Shape [column].</param>
/// <param name="Deviations">Shape [column], positive.</param>
public sealed record Scaling(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
{
    /// <summary>The scaling that changes nothing.</summary>
    /// <param name="columns">The number of columns.</param>
    public static Scaling None(int columns) => new(new double[columns], [.. Enumerable.Repeat(1.0, columns)]);

    /// <summary>Scales rows and selects columns.</summary>
    /// <param name="rows">Shape [row, column].</param>
    /// <param name="columns">The columns to keep, by index; null keeps all.</param>
    /// <returns>Shape [row, kept column].</returns>
    public double[] Apply(ReadOnlySpan<double> rows, IReadOnlyList<int>? columns = null)
    {
        int width = Means.Count;
        int kept = columns?.Count ?? width;
        int count = rows.Length / width;
        double[] scaled = new double[count * kept];
        for (int row = 0; row < count; row++)
        {
            for (int k = 0; k < kept; k++)
            {
                int column = columns?[k] ?? k;
                scaled[(row * kept) + k] = (rows[(row * width) + column] - Means[column]) / Deviations[column];
            }
        }

        return scaled;
    }
}
