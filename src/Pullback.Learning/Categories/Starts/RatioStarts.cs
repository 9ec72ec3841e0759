using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Starts;

/// <summary>Starts at groups of events of like ratio of signal to background.</summary>
internal static class RatioStarts
{
    private const int LargestCellCount = 4096;
    private const int SmallestCell = 50;

    /// <summary>The parameters of the starts: the first from quantiles of the ratio, the others from random groups.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The events.</param>
    /// <param name="starts">How many.</param>
    /// <param name="seed">Chooses the random groups.</param>
    public static double[][] Of(CategoryModel model, CategoryData data, int starts, ulong seed)
    {
        long events = data.Sets.Sum(set => (long)set.Count);
        int count = (int)Math.Clamp(events / SmallestCell, 4 * model.Categories, LargestCellCount);
        IReadOnlyList<ScoreCell> cells = ScoreCells.Cut(data, model.Dimensions, count);
        return [.. Enumerable.Range(0, starts).Select(start =>
            model.StartFrom(cells, start == 0 ? null : new RandomStream(seed, "category ratio start", (ulong)start)))];
    }
}
