using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>The loops around the micro-kernel: blocks for the caches, panels of B, tiles of rows.</summary>
/// <remarks>
/// Small B with contiguous rows is read in place but for a last panel that ends within a vector; everything else is packed into the workspace. Reference: [Goto2008].
/// </remarks>
internal static unsafe class BlockedProduct<TOperations, TVector, T>
    where TOperations : struct, IVectorOperations<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static int PanelWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Packing<TOperations, TVector, T>.PanelWidth;
    }

    /// <summary>Numbers of workspace that a product needs, alignment not included.</summary>
    public static nint WorkspaceLength(int rows, int columns, int inner, bool rightPacked)
    {
        int stretch = Blocking.InnerStretch(inner);
        nint left = (nint)Blocking.RoundUp(Math.Min(rows, Blocking.Rows), TOperations.TileRows) * stretch;
        if (rightPacked) return left;
        return left + Packing<TOperations, TVector, T>.RightLength(Blocking.ColumnBlock<T>(columns, stretch, PanelWidth), stretch);
    }

    /// <summary><c>C = A B</c> or <c>C += A B</c>, packing what is worth it.</summary>
    public static void Multiply(int rows, int columns, int inner, Operand<T> left, Operand<T> right, T* result, nint resultRow, T* workspace, bool accumulate)
    {
        int stretch = Blocking.InnerStretch(inner);
        int block = Blocking.ColumnBlock<T>(columns, stretch, PanelWidth);
        T* packedLeft = workspace + Packing<TOperations, TVector, T>.RightLength(block, stretch);
        bool inPlace = right.Outer == 1
            && (rows <= TOperations.TileRows || (nint)columns * inner * sizeof(T) <= Blocking.InPlaceRightBytes);
        for (int column = 0; column < columns; column += block)
        {
            int width = Math.Min(block, columns - column);
            for (int first = 0; first < inner; first += stretch)
            {
                int length = Math.Min(stretch, inner - first);
                Panels panels = inPlace
                    ? PackLastPanel(right, column, width, first, length, workspace)
                    : PackAllPanels(right, column, width, first, length, workspace);
                Rows(rows, width, length, first, left, panels, result + column, resultRow, packedLeft, accumulate || first > 0);
            }
        }
    }

    /// <summary><c>C = A B</c> or <c>C += A B</c> with B packed beforehand, stretch after stretch.</summary>
    public static void MultiplyPacked(int rows, int columns, int inner, Operand<T> left, T* packedRight, T* result, nint resultRow, T* workspace, bool accumulate)
    {
        int stretch = Blocking.InnerStretch(inner);
        for (int first = 0; first < inner; first += stretch)
        {
            int length = Math.Min(stretch, inner - first);
            Panels panels = AllPanels(packedRight, columns, length);
            Rows(rows, columns, length, first, left, panels, result, resultRow, workspace, accumulate || first > 0);
            packedRight += Packing<TOperations, TVector, T>.RightLength(columns, length);
        }
    }

    /// <summary>Packs the whole of B as <see cref="MultiplyPacked"/> reads it.</summary>
    public static void Pack(Operand<T> right, int columns, int inner, T* destination)
    {
        int stretch = Blocking.InnerStretch(inner);
        for (int first = 0; first < inner; first += stretch)
        {
            int length = Math.Min(stretch, inner - first);
            Packing<TOperations, TVector, T>.Right(right, 0, columns, first, length, destination);
            destination += Packing<TOperations, TVector, T>.RightLength(columns, length);
        }
    }

    private static Panels PackLastPanel(Operand<T> right, int column, int width, int first, int length, T* workspace)
    {
        int full = width / PanelWidth * PanelWidth;
        if ((width - full) % TOperations.Count == 0)
        {
            // Whole vectors can be read where they lie.
            return new Panels(right.At(column, first), PanelWidth, right.Inner, full < width ? right.At(column + full, first) : workspace, right.Inner);
        }

        Packing<TOperations, TVector, T>.Right(right, column + full, width - full, first, length, workspace);
        return new Panels(right.At(column, first), PanelWidth, right.Inner, workspace, Blocking.RoundUp(width - full, TOperations.Count));
    }

    private static Panels PackAllPanels(Operand<T> right, int column, int width, int first, int length, T* workspace)
    {
        Packing<TOperations, TVector, T>.Right(right, column, width, first, length, workspace);
        return AllPanels(workspace, width, length);
    }

    private static Panels AllPanels(T* packed, int width, int length)
    {
        nint pitch = (nint)PanelWidth * length;
        return new Panels(packed, pitch, PanelWidth, packed + (width / PanelWidth * pitch), Blocking.RoundUp(width % PanelWidth, TOperations.Count));
    }

    private static void Rows(
        int rows, int columns, int inner, int firstInner, Operand<T> left, Panels right, T* result, nint resultRow, T* workspace, bool accumulate)
    {
        bool inPlace = (nint)rows * inner * sizeof(T) <= Blocking.InPlaceLeftBytes || columns <= PanelWidth;
        for (int row = 0; row < rows; row += Blocking.Rows)
        {
            int count = Math.Min(Blocking.Rows, rows - row);
            Tiles tiles;
            if (inPlace)
            {
                tiles = new Tiles(left.At(row, firstInner), TOperations.TileRows * left.Outer, left.Outer, left.Inner);
            }
            else
            {
                Packing<TOperations, TVector, T>.Left(left, row, count, firstInner, inner, workspace);
                tiles = new Tiles(workspace, (nint)TOperations.TileRows * inner, 1, TOperations.TileRows);
            }

            Block(count, columns, inner, tiles, right, result + (row * resultRow), resultRow, accumulate);
        }
    }

    private static void Block(int rows, int columns, int inner, Tiles left, Panels right, T* result, nint resultRow, bool accumulate)
    {
        for (int column = 0; column < columns; column += PanelWidth)
        {
            int lanes = Math.Min(PanelWidth, columns - column);
            int vectors = ((lanes - 1) / TOperations.Count) + 1;
            int lastLanes = lanes - ((vectors - 1) * TOperations.Count);
            bool full = lanes == PanelWidth;
            T* panel = full ? right.Full + (column / PanelWidth * right.Pitch) : right.Last;
            nint panelInner = full ? right.Inner : right.LastInner;
            TileLoop loop = new(left.Start, left.Pitch, left.Row, left.Inner, panel, panelInner, result + column, resultRow, inner, lastLanes, accumulate);
            if (vectors == 1) RowLoop<Count1>(rows, loop);
            else if (vectors == 2) RowLoop<Count2>(rows, loop);
            else RowLoop<Count3>(rows, loop);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RowLoop<TVectors>(int rows, in TileLoop loop)
        where TVectors : struct, ICountConstant
    {
        int row = 0;
        T* left = loop.Left;
        T* result = loop.Result;
        for (; row + TOperations.TileRows <= rows; row += TOperations.TileRows)
        {
            if (TOperations.TileRows == 8) Tile<Count8, TVectors>(left, result, loop);
            else Tile<Count6, TVectors>(left, result, loop);
            left += loop.LeftPitch;
            result += TOperations.TileRows * loop.ResultRow;
        }

        switch (rows - row)
        {
            case 1: Tile<Count1, TVectors>(left, result, loop); break;
            case 2: Tile<Count2, TVectors>(left, result, loop); break;
            case 3: Tile<Count3, TVectors>(left, result, loop); break;
            case 4: Tile<Count4, TVectors>(left, result, loop); break;
            case 5: Tile<Count5, TVectors>(left, result, loop); break;
            case 6: Tile<Count6, TVectors>(left, result, loop); break;
            case 7: Tile<Count7, TVectors>(left, result, loop); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TRows, TVectors>(T* left, T* result, in TileLoop loop)
        where TRows : struct, ICountConstant
        where TVectors : struct, ICountConstant =>
        MicroKernel.Run<TOperations, TVector, T, TRows, TVectors>(
            left, loop.LeftRow, loop.LeftInner, loop.Right, loop.RightInner, result, loop.ResultRow, loop.Inner, loop.LastLanes, loop.Accumulate);

    /// <summary>Where the panels of a stretch of B lie: full ones at a pitch, the incomplete last one by itself, packed unless it is made of whole vectors.</summary>
    private readonly struct Panels(T* full, nint pitch, nint inner, T* last, nint lastInner)
    {
        public T* Full { get; } = full;

        public nint Pitch { get; } = pitch;

        public nint Inner { get; } = inner;

        public T* Last { get; } = last;

        public nint LastInner { get; } = lastInner;
    }

    /// <summary>Where the tiles of rows of A lie.</summary>
    private readonly struct Tiles(T* start, nint pitch, nint row, nint inner)
    {
        public T* Start { get; } = start;

        public nint Pitch { get; } = pitch;

        public nint Row { get; } = row;

        public nint Inner { get; } = inner;
    }

    /// <summary>What all tiles of one panel share.</summary>
    private readonly struct TileLoop(
        T* left, nint leftPitch, nint leftRow, nint leftInner, T* right, nint rightInner, T* result, nint resultRow, nint inner, int lastLanes, bool accumulate)
    {
        public readonly T* Left = left;
        public readonly nint LeftPitch = leftPitch;
        public readonly nint LeftRow = leftRow;
        public readonly nint LeftInner = leftInner;
        public readonly T* Right = right;
        public readonly nint RightInner = rightInner;
        public readonly T* Result = result;
        public readonly nint ResultRow = resultRow;
        public readonly nint Inner = inner;
        public readonly int LastLanes = lastLanes;
        public readonly bool Accumulate = accumulate;
    }
}
