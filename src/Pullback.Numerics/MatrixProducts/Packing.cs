using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>Copies operands into the order in which the micro-kernel reads them.</summary>
internal static unsafe class Packing<TOperations, TVector, T>
    where TOperations : struct, IVectorOperations<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Columns of a full panel of B.</summary>
    public static int PanelWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TOperations.TileVectors * TOperations.Count;
    }

    /// <summary>Numbers that the packed form of a stretch of B takes: panels of full width, the last one of whole vectors only.</summary>
    public static nint RightLength(int columns, int inner) => (nint)Blocking.RoundUp(columns, TOperations.Count) * inner;

    /// <summary>Packs a stretch of B: panel after panel, each [inner, panel width], the missing columns of the last vector zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Right(Operand<T> right, int firstColumn, int columns, int firstInner, int inner, T* destination)
    {
        for (int column = 0; column < columns; column += PanelWidth)
        {
            int lanes = Math.Min(PanelWidth, columns - column);
            int width = Blocking.RoundUp(lanes, TOperations.Count);
            T* source = right.At(firstColumn + column, firstInner);
            if (right.Outer == 1) CopyRows(source, right.Inner, lanes, inner, destination, width);
            else Transpose(source, right.Outer, lanes, inner, destination, width);
            destination += (nint)width * inner;
        }
    }

    /// <summary>Packs rows of a stretch of A: tile after tile, each [inner, tile rows]; missing rows of the last tile stay unwritten.</summary>
    public static void Left(Operand<T> left, int firstRow, int rows, int firstInner, int inner, T* destination)
    {
        T* source = left.At(firstRow, firstInner);
        if (left.Inner == 1) TransposeTiles(source, left.Outer, rows, inner, destination);
        else CopyTiles(source, left.Inner, left.Outer, rows, inner, destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeTiles(T* source, nint stride, int rows, int inner, T* destination)
    {
        int tile = TOperations.TileRows;
        for (int row = 0; row < rows; row += tile)
        {
            Transposition.Copy(source + (row * stride), stride, Math.Min(tile, rows - row), inner, destination, tile);
            destination += (nint)tile * inner;
        }
    }

    /// <summary>Along the contiguous rows first: a tile's rows are only part of a cache line, and its columns lie far apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyTiles(T* source, nint stride, nint step, int rows, int inner, T* destination)
    {
        int tile = TOperations.TileRows;
        int whole = step == 1 ? rows / tile * tile : 0;
        nint pitch = (nint)tile * inner;
        for (int k = 0; k < inner; k++)
        {
            for (int row = 0; row < whole; row += tile)
                Unsafe.CopyBlockUnaligned(destination + (row / tile * pitch), source + row, (uint)(TOperations.TileRows * sizeof(T)));
            for (int row = whole; row < rows; row++) destination[(row / tile * pitch) + (row % tile)] = source[row * step];
            source += stride;
            destination += tile;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(T* source, nint stride, int lanes, int inner, T* destination, int width)
    {
        int whole = lanes / TOperations.Count * TOperations.Count;
        int rest = lanes - whole;
        for (int k = 0; k < inner; k++)
        {
            for (int i = 0; i < whole; i += TOperations.Count) TOperations.Store(TOperations.Load(source + i), destination + i);
            if (rest > 0) TOperations.Store(TOperations.LoadFirst(source + whole, rest), destination + whole);
            source += stride;
            destination += width;
        }
    }

    private static void Transpose(T* source, nint stride, int lanes, int inner, T* destination, int width)
    {
        bool padded = typeof(T) == typeof(float) && Transposition.CanPad && TOperations.Count % Transposition.PaddedRows == 0;
        if (lanes < width && (!padded || Blocking.RoundUp(lanes, Transposition.PaddedRows) < width))
        {
            T* last = destination + width - TOperations.Count;
            for (int k = 0; k < inner; k++) TOperations.Store(TOperations.Zero, last + ((nint)k * width));
        }

        if (padded) Transposition.CopyPadded((float*)source, stride, lanes, inner, (float*)destination, width);
        else Transposition.Copy(source, stride, lanes, inner, destination, width);
    }
}
