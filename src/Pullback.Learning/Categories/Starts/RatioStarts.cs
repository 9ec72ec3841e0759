using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Starts;

/// <summary>Starts at groups of events of like ratio of signal to background.</summary>
internal static class RatioStarts
{
    // Fine enough for narrow categories, with enough events in each for a ratio.
    private const int Cells = 1024;

    /// <summary>The parameters of the starts: the first from quantiles of the ratio, the others from random groups.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The events.</param>
    /// <param name="starts">How many.</param>
    /// <param name="seed">Chooses the random groups.</param>
    /// <returns>Shape [start][parameter].</returns>
    public static double[][] Of(CategoryModel model, CategoryData data, int starts, ulong seed)
    {
        RandomStream? Stream(int start) => start == 0 ? null : new RandomStream(seed, "category ratio start", (ulong)start);
        int[] axes = [.. Enumerable.Range(0, model.Dimensions)];
        if (model is SigmoidModel sigmoid)
        {
            IReadOnlyList<ScoreCell>[] cells = [.. axes.Select(axis => ScoreCells.Cut(data, [axis], Cells))];
            return [.. Enumerable.Range(0, starts).Select(start => SigmoidStart.Of(sigmoid, cells, Stream(start)))];
        }

        var mixture = (GaussianMixtureModel)model;
        IReadOnlyList<ScoreCell> map = ScoreCells.Cut(data, axes, Cells);
        return [.. Enumerable.Range(0, starts).Select(start => MixtureStart.Of(mixture, map, Stream(start)))];
    }
}
