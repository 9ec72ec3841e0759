using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Contour lines by marching squares on the middles of the cells.</summary>
internal static class ContourLines
{
    public static SKPath Trace(HeatMap map, PanelPainter painter)
    {
        var path = new SKPath();
        double[,] z = map.Values;
        float[] x = Middles(map.XEdges, painter.X);
        float[] y = Middles(map.YEdges, painter.Y);
        foreach (double level in map.Contours)
        {
            for (int row = 0; row + 1 < y.Length; row++)
            {
                for (int column = 0; column + 1 < x.Length; column++)
                    Square(path, z, x, y, row, column, level);
            }
        }

        return path;
    }

    private static float[] Middles(IReadOnlyList<double> edges, Func<double, float> map) =>
        [.. Enumerable.Range(0, edges.Count - 1).Select(i => map((edges[i] / 2) + (edges[i + 1] / 2)))];

    private static void Square(SKPath path, double[,] z, float[] x, float[] y, int row, int column, double level)
    {
        double bottomLeft = z[row, column];
        double bottomRight = z[row, column + 1];
        double topLeft = z[row + 1, column];
        double topRight = z[row + 1, column + 1];
        SKPoint Bottom() => new(Between(x[column], x[column + 1], bottomLeft, bottomRight, level), y[row]);
        SKPoint Top() => new(Between(x[column], x[column + 1], topLeft, topRight, level), y[row + 1]);
        SKPoint Left() => new(x[column], Between(y[row], y[row + 1], bottomLeft, topLeft, level));
        SKPoint Right() => new(x[column + 1], Between(y[row], y[row + 1], bottomRight, topRight, level));

        int above = (bottomLeft > level ? 1 : 0) | (bottomRight > level ? 2 : 0) | (topRight > level ? 4 : 0) | (topLeft > level ? 8 : 0);
        bool middleAbove = ((bottomLeft / 4) + (bottomRight / 4) + (topLeft / 4) + (topRight / 4)) > level;
        switch (above)
        {
            case 1 or 14:
                Segment(path, Left(), Bottom());
                break;
            case 2 or 13:
                Segment(path, Bottom(), Right());
                break;
            case 3 or 12:
                Segment(path, Left(), Right());
                break;
            case 4 or 11:
                Segment(path, Right(), Top());
                break;
            case 6 or 9:
                Segment(path, Bottom(), Top());
                break;
            case 7 or 8:
                Segment(path, Left(), Top());
                break;
            case 5 when middleAbove:
            case 10 when !middleAbove:
                Segment(path, Left(), Top());
                Segment(path, Bottom(), Right());
                break;
            case 5 or 10:
                Segment(path, Left(), Bottom());
                Segment(path, Right(), Top());
                break;
            default:
                break;
        }
    }

    private static float Between(float from, float to, double valueFrom, double valueTo, double level) =>
        from + ((to - from) * (float)((level - valueFrom) / (valueTo - valueFrom)));

    private static void Segment(SKPath path, SKPoint from, SKPoint to)
    {
        path.MoveTo(from);
        path.LineTo(to);
    }
}
