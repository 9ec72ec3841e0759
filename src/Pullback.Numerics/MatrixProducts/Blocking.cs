using System.Runtime.CompilerServices;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>How large products are cut so that their parts stay in cache. No cut changes a bit of the result.</summary>
internal static class Blocking
{
    /// <summary>Alignment of packed panels, in bytes: a cache line.</summary>
    public const int Alignment = 64;

    /// <summary>Longest stretch of the inner index that is packed at once.</summary>
    public const int Inner = 384;

    /// <summary>Rows of A packed at once: with <see cref="Inner"/> numbers each they fill part of the second-level cache.</summary>
    public const int Rows = 192;

    /// <summary>Bytes of B packed at once, for the third-level cache.</summary>
    public const int RightBytes = 4 << 20;

    /// <summary>Bytes of B up to which it is read in place, when its rows are contiguous.</summary>
    public const int InPlaceRightBytes = 64 << 10;

    /// <summary>Bytes of A up to which its rows are read in place.</summary>
    public const int InPlaceLeftBytes = 256 << 10;

    /// <summary>Length of the stretches that the inner index is cut into: at most <see cref="Inner"/>, nearly equal, a multiple of 8.</summary>
    public static int InnerStretch(int inner)
    {
        if (inner <= Inner) return inner;
        int stretches = ((inner - 1) / Inner) + 1;
        return RoundUp(((inner - 1) / stretches) + 1, 8);
    }

    /// <summary>Columns of B packed at once: a multiple of the panel width.</summary>
    public static int ColumnBlock<T>(int columns, int stretch, int panelWidth)
    {
        int most = RightBytes / Unsafe.SizeOf<T>() / Math.Max(stretch, 1) / panelWidth * panelWidth;
        return Math.Min(RoundUp(columns, panelWidth), Math.Max(most, panelWidth));
    }

    /// <summary>The least multiple of <paramref name="unit"/> that is not below <paramref name="value"/>.</summary>
    public static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
