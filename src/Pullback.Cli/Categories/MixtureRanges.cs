using System.Globalization;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;

namespace Pullback.Cli.Categories;

/// <summary>Notices scores that the means of a mixture cannot reach.</summary>
internal static class MixtureRanges
{
    /// <summary>A sentence for each score of which more than half of the events lie outside the range of the means; none for other models.</summary>
    public static IEnumerable<string> Warnings(CategoryModelOptions model, CategoryData data)
    {
        if (model is not GaussianMixtureOptions mixture) yield break;
        int dimensions = data.ScoreNames.Count;
        for (int d = 0; d < dimensions; d++)
        {
            bool simplex = mixture.MeanNormalization == MeanNormalization.Softmax;
            ScoreRange range = simplex ? ScoreRange.Unit : mixture.MeanRange[mixture.MeanRange.Count == 1 ? 0 : d];
            long events = 0, outside = 0;
            double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
            foreach (EventSet set in data.Sets)
            {
                for (int e = 0; e < set.Count; e++)
                {
                    double score = set.Features.Span[(e * dimensions) + d];
                    if (!(score >= range.Lower && score <= range.Upper)) outside++;
                    (lowest, highest) = (Math.Min(lowest, score), Math.Max(highest, score));
                }

                events += set.Count;
            }

            if (2 * outside <= events) continue;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{outside} of {events} events have '{data.ScoreNames[d]}' outside of {range.Lower:R} to {range.Upper:R}, where the means of the categories stay; it goes from {lowest:R} to {highest:R}. Set model.mean_range{(simplex ? " with mean_normalization: sigmoid" : "")}.");
        }
    }
}
