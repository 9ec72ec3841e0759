using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories;

/// <summary>The yield of every column of weights in every category, with the sum of squared weights.</summary>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Categories">The number of categories.</param>
/// <param name="Sums"><c>S = Σ w γ</c>, row-major. Shape [column, category].</param>
/// <param name="Squares"><c>Q = Σ w² γ</c>, row-major. Shape [column, category].</param>
public sealed record YieldTable(IReadOnlyList<WeightColumn> Columns, int Categories, double[] Sums, double[] Squares)
{
    /// <summary>The yields of one column.</summary>
    /// <param name="column">Its index.</param>
    /// <returns>Shape [category].</returns>
    public ReadOnlySpan<double> Row(int column) => Sums.AsSpan(column * Categories, Categories);

    /// <summary>The sums of squared weights of one column.</summary>
    /// <param name="column">Its index.</param>
    /// <returns>Shape [category].</returns>
    public ReadOnlySpan<double> SquaresRow(int column) => Squares.AsSpan(column * Categories, Categories);

    /// <summary>The nominal yields of some processes together.</summary>
    /// <param name="processes">Their names.</param>
    /// <returns>Shape [category].</returns>
    public double[] Nominal(IReadOnlyCollection<string> processes) => Total(Sums, processes);

    /// <summary>The nominal sums of squared weights of some processes together.</summary>
    /// <param name="processes">Their names.</param>
    /// <returns>Shape [category].</returns>
    public double[] NominalSquares(IReadOnlyCollection<string> processes) => Total(Squares, processes);

    private double[] Total(double[] values, IReadOnlyCollection<string> processes)
    {
        double[] total = new double[Categories];
        for (int c = 0; c < Columns.Count; c++)
        {
            if (Columns[c].Side != VariationSide.Nominal || !processes.Contains(Columns[c].Process)) continue;
            for (int k = 0; k < Categories; k++) total[k] += values[(c * Categories) + k];
        }

        return total;
    }
}
