namespace Pullback.Plotting.Figures;

/// <summary>Colors that readers with the common color-vision deficiencies can tell apart.</summary>
/// <remarks>
/// <para>The ten categorical colors are those of M. A. Petroff, "Accessible Color Sequences for Data Visualization"
/// (arXiv:2107.02270), the sequence that the CMS collaboration recommends for its figures.</para>
/// </remarks>
public static class Palette
{
    private static readonly PlotColor[] Sequence =
    [
        PlotColor.FromHex("#3f90da"), PlotColor.FromHex("#ffa90e"), PlotColor.FromHex("#bd1f01"), PlotColor.FromHex("#94a4a2"),
        PlotColor.FromHex("#832db6"), PlotColor.FromHex("#a96b59"), PlotColor.FromHex("#e76300"), PlotColor.FromHex("#b9ac70"),
        PlotColor.FromHex("#717581"), PlotColor.FromHex("#92dadd"),
    ];

    /// <summary>Number of distinct colors before the sequence repeats.</summary>
    public static int Count => Sequence.Length;

    /// <summary>The blue that opens the sequence.</summary>
    public static PlotColor Blue => Sequence[0];

    /// <summary>Orange, second of the sequence.</summary>
    public static PlotColor Orange => Sequence[1];

    /// <summary>Red, third of the sequence; the ready-made figures keep it for the signal.</summary>
    public static PlotColor Red => Sequence[2];

    /// <summary>Gray, fourth of the sequence.</summary>
    public static PlotColor Gray => Sequence[3];

    /// <summary>Violet, fifth of the sequence.</summary>
    public static PlotColor Violet => Sequence[4];

    /// <summary>Green of the one-sigma band of an expected limit, as the field draws it.</summary>
    public static PlotColor OneSigma { get; } = PlotColor.FromHex("#607641");

    /// <summary>Yellow of the two-sigma band of an expected limit.</summary>
    public static PlotColor TwoSigma { get; } = PlotColor.FromHex("#f5bb54");

    /// <summary>A color of the sequence.</summary>
    /// <param name="index">Zero or more; the sequence repeats after <see cref="Count"/>.</param>
    /// <returns>The color.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static PlotColor At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return Sequence[index % Sequence.Length];
    }

    /// <summary>A color for a background process: the sequence without the red that is kept for the signal.</summary>
    /// <param name="index">Zero or more.</param>
    /// <returns>The color.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static PlotColor Background(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        int place = index % (Sequence.Length - 1);
        return Sequence[place < 2 ? place : place + 1];
    }
}
