using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>The lines between the regions of a grid: marching squares for any number of regions, pieces joined and straightened.</summary>
/// <remarks>Vertices have twice the numbers of the padded grid, so that middles of its edges and squares are whole numbers.</remarks>
internal static class RegionBoundaries
{
    public static SKPath Trace(IReadOnlyList<double> xEdges, IReadOnlyList<double> yEdges, int[,] regions, PanelPainter painter)
    {
        Dictionary<(int Row, int Column), List<(int Row, int Column)>> next = Pieces(regions);
        float[] x = Places(xEdges, painter.X);
        float[] y = Places(yEdges, painter.Y);
        var path = new SKPath();

        // Lines begin where they end or branch; what is left is closed.
        (int, int)[] starts = [.. next.Keys.Where(vertex => next[vertex].Count != 2), .. next.Keys];
        foreach ((int Row, int Column) start in starts)
        {
            while (next[start].Count > 0)
                Append(path, [.. Walk(next, start).Select(vertex => new SKPoint(x[vertex.Column], y[vertex.Row]))]);
        }

        return path;
    }

    private static Dictionary<(int Row, int Column), List<(int Row, int Column)>> Pieces(int[,] regions)
    {
        int rows = regions.GetLength(0);
        int columns = regions.GetLength(1);
        int At(int row, int column) => regions[Math.Clamp(row - 1, 0, rows - 1), Math.Clamp(column - 1, 0, columns - 1)];
        var next = new Dictionary<(int Row, int Column), List<(int Row, int Column)>>();
        void Join((int, int) one, (int, int) other)
        {
            foreach (((int, int) from, (int, int) to) in new[] { (one, other), (other, one) })
            {
                if (!next.TryGetValue(from, out List<(int, int)>? list))
                    next[from] = list = [];
                list.Add(to);
            }
        }

        var crossings = new List<(int Row, int Column)>(4);
        for (int row = 0; row <= rows; row++)
        {
            for (int column = 0; column <= columns; column++)
            {
                (int bottomLeft, int bottomRight, int topLeft, int topRight) = (At(row, column), At(row, column + 1), At(row + 1, column), At(row + 1, column + 1));
                crossings.Clear();
                if (bottomLeft != bottomRight)
                    crossings.Add((2 * row, (2 * column) + 1));
                if (bottomRight != topRight)
                    crossings.Add(((2 * row) + 1, (2 * column) + 2));
                if (topLeft != topRight)
                    crossings.Add(((2 * row) + 2, (2 * column) + 1));
                if (bottomLeft != topLeft)
                    crossings.Add(((2 * row) + 1, 2 * column));
                if (crossings.Count == 2)
                    Join(crossings[0], crossings[1]);
                for (int i = 0; crossings.Count > 2 && i < crossings.Count; i++)
                    Join(crossings[i], ((2 * row) + 1, (2 * column) + 1));
            }
        }

        return next;
    }

    /// <summary>Positions of the vertices: first edge, middle, edge, middle, and so on to the last edge.</summary>
    private static float[] Places(IReadOnlyList<double> edges, Func<double, float> map)
    {
        // The padded rows lie on the first and last edge, so the vertex between a padded row and its neighbor is there too.
        float[] places = new float[(2 * edges.Count) + 1];
        places[0] = map(edges[0]);
        for (int i = 0; i < edges.Count; i++)
        {
            places[(2 * i) + 1] = map(edges[i]);
            places[(2 * i) + 2] = map(i + 1 < edges.Count ? (edges[i] / 2) + (edges[i + 1] / 2) : edges[i]);
        }

        return places;
    }

    private static List<(int Row, int Column)> Walk(Dictionary<(int Row, int Column), List<(int Row, int Column)>> next, (int Row, int Column) start)
    {
        var line = new List<(int Row, int Column)> { start };
        (int Row, int Column) at = start;
        while (next[at].Count > 0)
        {
            (int Row, int Column) to = next[at][0];
            bool branches = next[to].Count != 2;
            next[at].RemoveAt(0);
            next[to].Remove(at);
            at = to;
            line.Add(at);
            if (branches)
                break;
        }

        return line;
    }

    private static void Append(SKPath path, SKPoint[] line)
    {
        path.MoveTo(line[0]);
        SKPoint before = line[0];
        for (int i = 1; i < line.Length; i++)
        {
            if (i + 1 < line.Length && Straight(before, line[i], line[i + 1]))
                continue;
            path.LineTo(line[i]);
            before = line[i];
        }
    }

    private static bool Straight(SKPoint a, SKPoint b, SKPoint c) =>
        Math.Abs(((b.X - a.X) * (c.Y - b.Y)) - ((b.Y - a.Y) * (c.X - b.X))) < 1e-3f;
}
