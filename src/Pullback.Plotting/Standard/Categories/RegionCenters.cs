namespace Pullback.Plotting.Standard.Categories;

/// <summary>Where the name of each region of a grid has most room: the cell farthest from its boundary.</summary>
internal static class RegionCenters
{
    /// <param name="Region">Index of the region.</param>
    /// <param name="X">Middle of the cell.</param>
    /// <param name="Y">Middle of the cell.</param>
    /// <param name="Reach">Distance to the boundary, about, as a share of the shorter side of the grid.</param>
    public readonly record struct Center(int Region, double X, double Y, double Reach);

    /// <returns>One place for each region that owns a cell, in the order of the regions.</returns>
    public static Center[] Find(IReadOnlyList<double> xEdges, IReadOnlyList<double> yEdges, int[,] regions)
    {
        int rows = regions.GetLength(0);
        int columns = regions.GetLength(1);
        double[,] distance = Distances(regions, 1.0 / rows, 1.0 / columns);
        var best = new SortedDictionary<int, (int Row, int Column)>();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int region = regions[row, column];
                if (region >= 0 && (!best.TryGetValue(region, out (int Row, int Column) old) || distance[row, column] > distance[old.Row, old.Column] + 1e-12))
                    best[region] = (row, column);
            }
        }

        return [.. best.Select(found => new Center(
            found.Key,
            (xEdges[found.Value.Column] / 2) + (xEdges[found.Value.Column + 1] / 2),
            (yEdges[found.Value.Row] / 2) + (yEdges[found.Value.Row + 1] / 2),
            distance[found.Value.Row, found.Value.Column]))];
    }

    /// <summary>Distance of each cell to the nearest of another region or the rim, by two sweeps with steps to the eight neighbors.</summary>
    private static double[,] Distances(int[,] regions, double height, double width)
    {
        int rows = regions.GetLength(0);
        int columns = regions.GetLength(1);
        double[,] distance = new double[rows, columns];
        double diagonal = Math.Sqrt((height * height) + (width * width));
        double Through(int row, int column, int down, int right, double step)
        {
            (int r, int c) = (row + down, column + right);
            return r < 0 || c < 0 || r >= rows || c >= columns || regions[r, c] != regions[row, column] ? step / 2 : distance[r, c] + step;
        }

        void Sweep(int row, int column, int sign)
        {
            double least = Math.Min(Through(row, column, sign, 0, height), Through(row, column, 0, sign, width));
            least = Math.Min(least, Math.Min(Through(row, column, sign, -1, diagonal), Through(row, column, sign, 1, diagonal)));
            distance[row, column] = Math.Min(distance[row, column], least);
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                distance[row, column] = double.PositiveInfinity;
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                Sweep(row, column, -1);
        }

        for (int row = rows - 1; row >= 0; row--)
        {
            for (int column = columns - 1; column >= 0; column--)
                Sweep(row, column, 1);
        }

        return distance;
    }
}
