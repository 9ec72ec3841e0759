using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>Filled histograms on top of each other.</summary>
/// <remarks><para>The first layer is at the bottom; the legend lists them from the top, as the eye meets them.</para></remarks>
/// <param name="Edges">Increasing bin edges. Shape [bin + 1].</param>
/// <param name="Layers">The processes, from bottom to top; contents zero or more.</param>
public sealed record StackedHistogram(IReadOnlyList<double> Edges, params IReadOnlyList<StackLayer> Layers) : PlotSeries
{
    internal override IEnumerable<LegendEntry> LegendEntries =>
        Layers.Reverse().Select(layer => new LegendEntry(layer.Label, (canvas, box) => Swatches.Box(canvas, box, layer.Color)));

    /// <summary>Sum of all layers. Shape [bin].</summary>
    /// <returns>A new array.</returns>
    public double[] Total()
    {
        double[] total = new double[Math.Max(0, Edges.Count - 1)];
        foreach (StackLayer layer in Layers)
        {
            for (int i = 0; i < total.Length; i++)
                total[i] += layer.Counts[i];
        }

        return total;
    }

    internal override void Check(DataCheck check)
    {
        check.Increasing(Edges, nameof(Edges));
        foreach (StackLayer layer in Layers)
        {
            string name = $"layer '{layer.Label}' Counts";
            check.Edges(Edges, nameof(Edges), layer.Counts, name);
            check.Finite(layer.Counts, name);
            for (int i = 0; i < layer.Counts.Count; i++)
            {
                if (layer.Counts[i] < 0)
                    throw check.Error($"{name}[{i}] is {DataCheck.Number(layer.Counts[i])}, but a stack needs zero or more. Merge the process with another one or draw it as a line.");
            }
        }

        check.VerticalFromFloor(Total(), "sum of the layers");
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(Edges);
        extent.Y.Add(Total());
        if (Layers.Count > 0)
            extent.Y.Add(Layers[0].Counts);
        extent.BinsHorizontal = true;
        extent.FromZero = true;
    }

    internal override void Draw(PanelPainter painter)
    {
        double[]? below = null;
        foreach (StackLayer layer in Layers)
        {
            double[] top = new double[layer.Counts.Count];
            for (int i = 0; i < top.Length; i++)
                top[i] = layer.Counts[i] + (below?[i] ?? 0);
            using SKPath area = painter.BinArea(Edges, below, top);
            Pen.FillPath(painter.Canvas, area, layer.Color);
            using SKPath steps = painter.Steps(Edges, top, toFloor: true);
            Pen.DrawPath(painter.Canvas, steps, PlotColor.Black.WithOpacity(0.75), 0.8);
            below = top;
        }
    }
}
