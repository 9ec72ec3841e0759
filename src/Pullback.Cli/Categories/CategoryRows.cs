using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Cli.Categories;

/// <summary>The hard counts of categories, factors included.</summary>
/// <param name="Signal">The counts of every signal. Shape [category].</param>
/// <param name="Processes">The counts of every background. Shape [category].</param>
/// <param name="Background">The sum of the backgrounds. Shape [category].</param>
/// <param name="BackgroundSquares">The sum of their squared weights. Shape [category].</param>
internal sealed record CategoryRows(
    IReadOnlyDictionary<string, double[]> Signal, IReadOnlyDictionary<string, double[]> Processes, double[] Background, double[] BackgroundSquares)
{
    /// <summary>The rows of an evaluation.</summary>
    public static CategoryRows Of(CategoryEvaluation evaluation, CategoryData data, IReadOnlyCollection<string> reweighted)
    {
        double[] factors = [.. evaluation.HardFactors];
        double[] Counts(string process) => Scaled(evaluation.Hard.Nominal([process]), process, reweighted, factors);
        double[] Squares(string process) => Scaled(evaluation.Hard.NominalSquares([process]), process, reweighted, factors);
        return new CategoryRows(
            data.Signals.ToDictionary(signal => signal, Counts),
            data.Backgrounds.ToDictionary(process => process, Counts),
            Sum(data.Backgrounds.Select(Counts), evaluation.Hard.Categories),
            Sum(data.Backgrounds.Select(Squares), evaluation.Hard.Categories));
    }

    private static double[] Scaled(double[] counts, string process, IReadOnlyCollection<string> reweighted, double[] factors) =>
        factors.Length > 0 && reweighted.Contains(process) ? [.. counts.Select((count, k) => count * factors[k])] : counts;

    private static double[] Sum(IEnumerable<double[]> parts, int categories)
    {
        double[] sum = new double[categories];
        foreach (double[] part in parts)
        {
            for (int k = 0; k < categories; k++) sum[k] += part[k];
        }

        return sum;
    }
}
