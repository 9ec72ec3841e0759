using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>The regions of the categories in the plane of two scores, with their boundaries and events.</summary>
public static class CategoryMapFigure
{
    private const int Side = 600;

    /// <summary>One panel; a number stands in the middle of each region that has room for it.</summary>
    /// <remarks><para>Figures of the same size, scores and categories have their frame at the same place, so that they can be frames of an <see cref="AnimatedSvg"/>.</para></remarks>
    /// <param name="map">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no category, edges do not increase, the grid has another shape or an index without a category, or an event is not finite.</exception>
    public static Figure Create(CategoryMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Check(map);
        IReadOnlyList<string> names = CategoryNames.Of(map.Names, map.Count);
        var regions = new RegionMap(map.XEdges, map.YEdges, map.Categories, [.. Enumerable.Range(0, map.Count).Select(CategoryColors.Ground)])
        {
            Names = CategoryNames.Legend(map.Names, map.Count),
        };
        RegionCenters.Center[] labeled = [.. RegionCenters.Find(map.XEdges, map.YEdges, map.Categories).Where(center => HasRoom(center, names[center.Region]))];
        return new Figure(new Panel(
            new Axis(map.XLabel) { Minimum = map.XEdges[0], Maximum = map.XEdges[^1] },
            new Axis(map.YLabel) { Minimum = map.YEdges[0], Maximum = map.YEdges[^1] },
            [
                regions,
                .. map.Events.Select((sample, i) => new Scatter(sample.X, sample.Y) { Label = sample.Label, Color = SampleColors.At(i), Rim = true }),
                new TextLabels([.. labeled.Select(center => center.X)], [.. labeled.Select(center => center.Y)], [.. labeled.Select(center => names[center.Region])]) { Bold = true, Size = 15, Rim = map.Events.Count > 0 },
            ])
        {
            Title = map.Title,
        })
        {
            Width = Side,
            Height = Side + 10,
            Description = $"{map.Count.ToString(CultureInfo.InvariantCulture)} categories in the plane of {map.XLabel} and {map.YLabel}",
        };
    }

    private static bool HasRoom(RegionCenters.Center center, string name) =>
        2 * center.Reach * (Side - 100) > Math.Max(16, new TextStyle(15, Bold: true).Width(name) + 4);

    private static void Check(CategoryMap map)
    {
        if (map.Count < 1)
            throw new FigureException($"the map has {map.Count} categories, but needs one at least.");
        FigureInput.Increasing(map.XEdges, "the edges of the first score");
        FigureInput.Increasing(map.YEdges, "the edges of the second score");
        int rows = map.Categories.GetLength(0);
        int columns = map.Categories.GetLength(1);
        if (rows < 1 || columns < 1 || rows != map.YEdges.Count - 1 || columns != map.XEdges.Count - 1)
            throw new FigureException($"the map has shape [{rows}, {columns}], but {map.YEdges.Count} and {map.XEdges.Count} edges make [{map.YEdges.Count - 1}, {map.XEdges.Count - 1}] cells (rows, columns).");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (map.Categories[row, column] < -1 || map.Categories[row, column] >= map.Count)
                    throw new FigureException($"the map has category index {map.Categories[row, column]} at [{row}, {column}], but {map.Count} categories have indices 0 to {map.Count - 1}, and −1 is none.");
            }
        }

        foreach (EventSample sample in map.Events)
        {
            FigureInput.SameCount(sample.Y.Count, $"events '{sample.Label}': Y", sample.X.Count, "X");
            FigureInput.Finite(sample.X, $"events '{sample.Label}': X");
            FigureInput.Finite(sample.Y, $"events '{sample.Label}': Y");
        }
    }
}
