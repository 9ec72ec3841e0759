using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Rendering;

/// <summary>Colors of the color scales.</summary>
internal static class ColorScales
{
    private static readonly ScottPlot.Colormaps.Viridis Viridis = new ScottPlot.Colormaps.Viridis();
    private static readonly PlotColor Cold = PlotColor.FromHex("#2166ac");
    private static readonly PlotColor Warm = PlotColor.FromHex("#b2182b");

    /// <param name="scale">The scale.</param>
    /// <param name="fraction">0 (lowest) to 1 (highest).</param>
    public static PlotColor At(ColorScale scale, double fraction)
    {
        double t = Math.Clamp(fraction, 0, 1);
        return scale switch
        {
            ColorScale.Diverging => t < 0.5 ? Cold.Toward(PlotColor.White, 2 * t) : PlotColor.White.Toward(Warm, (2 * t) - 1),
            ColorScale.Light => PlotColor.White.Toward(Cold, t),
            _ => Sequential(t),
        };
    }

    private static PlotColor Sequential(double t)
    {
        ScottPlot.Color color = Viridis.GetColor(t);
        return new PlotColor(color.Red, color.Green, color.Blue);
    }
}
