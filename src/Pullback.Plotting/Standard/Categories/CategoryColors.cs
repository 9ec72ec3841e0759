using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Colors of categories: the palette, then its darker and its lighter shades.</summary>
internal static class CategoryColors
{
    public static PlotColor At(int index) => ((index / Palette.Count) % 3) switch
    {
        1 => Palette.At(index).Toward(PlotColor.Black, 0.4),
        2 => Palette.At(index).Toward(PlotColor.White, 0.45),
        _ => Palette.At(index),
    };

    /// <summary>A light shade for areas below other series.</summary>
    public static PlotColor Ground(int index) => At(index).Toward(PlotColor.White, 0.5);
}
