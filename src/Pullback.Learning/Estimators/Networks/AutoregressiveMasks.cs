using Pullback.Autodiff;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>The masks that make a conditioner autoregressive: what belongs to observable <c>d</c> sees only observables before it.</summary>
/// <remarks>
/// Observables have degrees <c>1 … D</c> in their order, hidden unit <c>k</c> has <c>(k mod max(1, D − 1)) + min(1, D − 1)</c>; a hidden unit takes what
/// has at most its degree, an output what has less than its own. Reference: [Germain2015].
/// </remarks>
internal static class AutoregressiveMasks
{
    /// <summary>The degrees of the observables.</summary>
    /// <param name="observables">How many.</param>
    /// <param name="reversed">Whether the last comes first.</param>
    public static int[] InputDegrees(int observables, bool reversed)
    {
        int[] degrees = [.. Enumerable.Range(1, observables)];
        if (reversed) Array.Reverse(degrees);
        return degrees;
    }

    /// <summary>The degrees of the units of a hidden layer.</summary>
    /// <param name="width">The number of units.</param>
    /// <param name="observables">The number of observables.</param>
    public static int[] HiddenDegrees(int width, int observables) =>
        [.. Enumerable.Range(0, width).Select(k => (k % Math.Max(1, observables - 1)) + Math.Min(1, observables - 1))];

    /// <summary>The mask between two layers.</summary>
    /// <param name="graph">The graph that the constant belongs to.</param>
    /// <param name="from">Degrees of the layer before.</param>
    /// <param name="to">Degrees of the layer after, each repeated <paramref name="repeat"/> times.</param>
    /// <param name="strict">Whether equal degrees are cut too: true for outputs.</param>
    /// <param name="repeat">How many outputs each degree has.</param>
    /// <param name="element">The type.</param>
    /// <returns>Shape [from, to · repeat], of 0 and 1.</returns>
    public static Expr Build(Graph graph, int[] from, int[] to, bool strict, int repeat, ElementType element)
    {
        int columns = to.Length * repeat;
        double[] values = new double[from.Length * columns];
        for (int i = 0; i < from.Length; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                int degree = to[j / repeat];
                values[(i * columns) + j] = strict ? from[i] < degree ? 1 : 0 : from[i] <= degree ? 1 : 0;
            }
        }

        return graph.Constant(values, Shape.Of(from.Length, columns), element);
    }
}
