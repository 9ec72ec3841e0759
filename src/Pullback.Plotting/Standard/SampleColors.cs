using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard;

/// <summary>Colors of event samples on a map: strong, and far apart from each other.</summary>
internal static class SampleColors
{
    private static readonly PlotColor[] Sequence = [Palette.Red, Palette.Orange, PlotColor.FromHex("#2f2f3a"), Palette.Violet, Palette.At(6), Palette.At(5)];

    public static PlotColor At(int index) => Sequence[index % Sequence.Length];
}
