using System.Text.Json.Nodes;
using Pullback.Cli.Output;
using Pullback.Plotting.Standard;
using Pullback.Statistics.Distributions;

namespace Pullback.Cli.Estimators;

/// <summary>The contour of two parameters at one confidence level.</summary>
/// <param name="Level">The confidence level.</param>
/// <param name="Q">The value of q along it, the quantile of a chi-square distribution of two degrees of freedom.</param>
/// <param name="Lines">Its lines; none if it lies outside of the grid.</param>
internal sealed record ContourSet(double Level, double Q, IReadOnlyList<ContourLine> Lines)
{
    /// <summary>Follows q across a grid.</summary>
    public static ContourSet Trace(double level, double[] x, double[] y, double[,] q)
    {
        double value = ChiSquaredDistribution.Quantile(level, 2);
        return new ContourSet(level, value, LikelihoodContours.FromGrid("x", "y", x, y, q, value).Lines);
    }

    /// <summary>What the document says.</summary>
    public JsonFields Fields() => new JsonFields().Add("level", Level).Add("q", Q).AddNode("lines", new JsonArray(
        [.. Lines.Select(line => new JsonFields().Add("x", [.. line.X]).Add("y", [.. line.Y]).Node)]));
}
