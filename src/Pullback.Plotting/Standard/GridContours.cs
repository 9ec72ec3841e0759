using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Standard;

/// <summary>Contours of a grid by marching squares, with the pieces joined to lines.</summary>
internal static class GridContours
{
    /// <summary>The lines on which the interpolated values equal the level; closed ones end at their first point.</summary>
    public static List<ContourLine> Trace(IReadOnlyList<double> x, IReadOnlyList<double> y, double[,] values, double level)
    {
        Check(x, y, values, level);
        Dictionary<GridEdge, List<GridEdge>> next = Pieces(values, level);
        (double X, double Y) Point(GridEdge edge)
        {
            double from = values[edge.Row, edge.Column];
            double to = edge.Rises ? values[edge.Row + 1, edge.Column] : values[edge.Row, edge.Column + 1];
            double share = (level - from) / (to - from);
            return edge.Rises
                ? (x[edge.Column], y[edge.Row] + (share * (y[edge.Row + 1] - y[edge.Row])))
                : (x[edge.Column] + (share * (x[edge.Column + 1] - x[edge.Column])), y[edge.Row]);
        }

        // Open lines begin at an end, so they come first; what is left is closed.
        var lines = new List<ContourLine>();
        GridEdge[] starts = [.. next.Keys.Where(edge => next[edge].Count == 1), .. next.Keys];
        foreach (GridEdge start in starts)
        {
            if (next[start].Count == 0)
                continue;
            var points = new List<(double X, double Y)> { Point(start) };
            GridEdge at = start;
            while (next[at].Count > 0)
            {
                GridEdge to = next[at][0];
                next[at].RemoveAt(0);
                next[to].Remove(at);
                at = to;
                points.Add(Point(at));
            }

            lines.Add(new ContourLine(level, [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]));
        }

        return lines;
    }

    private static void Check(IReadOnlyList<double> x, IReadOnlyList<double> y, double[,] values, double level)
    {
        FigureInput.Increasing(x, "the first parameter of the grid");
        FigureInput.Increasing(y, "the second parameter of the grid");
        FigureInput.Finite(level, "the level");
        if (values.GetLength(0) != y.Count || values.GetLength(1) != x.Count)
            throw new FigureException($"the grid has shape [{values.GetLength(0)}, {values.GetLength(1)}], but {y.Count} rows and {x.Count} columns need [{y.Count}, {x.Count}].");
        for (int row = 0; row < y.Count; row++)
        {
            for (int column = 0; column < x.Count; column++)
            {
                if (!double.IsFinite(values[row, column]))
                    throw new FigureException($"the grid has {DataCheck.Number(values[row, column])} at [{row}, {column}], but must be finite. Repeat the fit there or leave the row or column out.");
            }
        }
    }

    /// <summary>For each edge of the grid that the contour crosses, the edges it goes to.</summary>
    private static Dictionary<GridEdge, List<GridEdge>> Pieces(double[,] values, double level)
    {
        var next = new Dictionary<GridEdge, List<GridEdge>>();
        void Join(GridEdge one, GridEdge other)
        {
            foreach ((GridEdge from, GridEdge to) in new[] { (one, other), (other, one) })
            {
                if (!next.TryGetValue(from, out List<GridEdge>? ends))
                    next.Add(from, ends = []);
                ends.Add(to);
            }
        }

        for (int row = 0; row + 1 < values.GetLength(0); row++)
        {
            for (int column = 0; column + 1 < values.GetLength(1); column++)
                Square(values, level, row, column, Join);
        }

        return next;
    }

    private static void Square(double[,] values, double level, int row, int column, Action<GridEdge, GridEdge> join)
    {
        bool bottomLeft = values[row, column] > level;
        bool bottomRight = values[row, column + 1] > level;
        bool topLeft = values[row + 1, column] > level;
        bool topRight = values[row + 1, column + 1] > level;
        GridEdge bottom = new(row, column, Rises: false);
        GridEdge top = new(row + 1, column, Rises: false);
        GridEdge left = new(row, column, Rises: true);
        GridEdge right = new(row, column + 1, Rises: true);
        List<GridEdge> crossed = [];
        if (bottomLeft != bottomRight)
            crossed.Add(bottom);
        if (bottomRight != topRight)
            crossed.Add(right);
        if (topLeft != topRight)
            crossed.Add(top);
        if (bottomLeft != topLeft)
            crossed.Add(left);
        if (crossed.Count == 2)
        {
            join(crossed[0], crossed[1]);
        }
        else if (crossed.Count == 4)
        {
            // A saddle: the middle tells which corners belong together.
            double middle = (values[row, column] / 4) + (values[row, column + 1] / 4) + (values[row + 1, column] / 4) + (values[row + 1, column + 1] / 4);
            bool cutsBottomLeft = bottomLeft != middle > level;
            join(bottom, cutsBottomLeft ? left : right);
            join(top, cutsBottomLeft ? right : left);
        }
    }

    /// <summary>An edge of the grid: from its lower or left end upward or to the right.</summary>
    private readonly record struct GridEdge(int Row, int Column, bool Rises);
}
