using System.Runtime.CompilerServices;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>The innermost loop: a tile of the result, up to 8 rows by 3 vectors, kept in registers over the whole inner dimension.</summary>
/// <remarks>
/// Written once for every width and tile. The two counts are types, so each instantiation keeps only its own accumulators. Every number of the result is
/// one chain of fused multiply-adds in the order of the inner index: the same bits whatever the tile, the width or the place in memory.
/// Reference: [Goto2008].
/// </remarks>
internal static unsafe class MicroKernel
{
    /// <summary><c>C = A B</c> or <c>C += A B</c> for one tile.</summary>
    /// <param name="left">First number of the tile's rows of A.</param>
    /// <param name="leftRow">Distance of A's rows.</param>
    /// <param name="leftInner">Distance of neighbours along the inner index in A.</param>
    /// <param name="right">First number of the tile's columns of B, columns contiguous, whole vectors readable.</param>
    /// <param name="rightInner">Distance of neighbours along the inner index in B.</param>
    /// <param name="result">First number of the tile.</param>
    /// <param name="resultRow">Distance of C's rows.</param>
    /// <param name="inner">Length of the inner index.</param>
    /// <param name="lastLanes">Columns of the last vector that exist in C.</param>
    /// <param name="accumulate">Whether to add to C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TOperations, TVector, T, TRows, TVectors>(
        T* left, nint leftRow, nint leftInner, T* right, nint rightInner, T* result, nint resultRow, nint inner, int lastLanes, bool accumulate)
        where TOperations : struct, IVectorOperations<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
        where TRows : struct, ICountConstant
        where TVectors : struct, ICountConstant
    {
        TVector c00 = TOperations.Zero, c01 = TOperations.Zero, c02 = TOperations.Zero;
        TVector c10 = TOperations.Zero, c11 = TOperations.Zero, c12 = TOperations.Zero;
        TVector c20 = TOperations.Zero, c21 = TOperations.Zero, c22 = TOperations.Zero;
        TVector c30 = TOperations.Zero, c31 = TOperations.Zero, c32 = TOperations.Zero;
        TVector c40 = TOperations.Zero, c41 = TOperations.Zero, c42 = TOperations.Zero;
        TVector c50 = TOperations.Zero, c51 = TOperations.Zero, c52 = TOperations.Zero;
        TVector c60 = TOperations.Zero, c61 = TOperations.Zero, c62 = TOperations.Zero;
        TVector c70 = TOperations.Zero, c71 = TOperations.Zero, c72 = TOperations.Zero;

        if (accumulate)
        {
            LoadRow<TOperations, TVector, T, TVectors>(result, lastLanes, ref c00, ref c01, ref c02);
            if (TRows.Value > 1) LoadRow<TOperations, TVector, T, TVectors>(result + resultRow, lastLanes, ref c10, ref c11, ref c12);
            if (TRows.Value > 2) LoadRow<TOperations, TVector, T, TVectors>(result + (2 * resultRow), lastLanes, ref c20, ref c21, ref c22);
            if (TRows.Value > 3) LoadRow<TOperations, TVector, T, TVectors>(result + (3 * resultRow), lastLanes, ref c30, ref c31, ref c32);
            if (TRows.Value > 4) LoadRow<TOperations, TVector, T, TVectors>(result + (4 * resultRow), lastLanes, ref c40, ref c41, ref c42);
            if (TRows.Value > 5) LoadRow<TOperations, TVector, T, TVectors>(result + (5 * resultRow), lastLanes, ref c50, ref c51, ref c52);
            if (TRows.Value > 6) LoadRow<TOperations, TVector, T, TVectors>(result + (6 * resultRow), lastLanes, ref c60, ref c61, ref c62);
            if (TRows.Value > 7) LoadRow<TOperations, TVector, T, TVectors>(result + (7 * resultRow), lastLanes, ref c70, ref c71, ref c72);
        }

        // Three row pointers and two strides reach all rows through indexed addresses.
        nint leftRow2 = 2 * leftRow;
        T* left3 = left + (3 * leftRow);
        T* left6 = left + (6 * leftRow);
        for (nint k = 0; k < inner; k++)
        {
            TVector b0 = TOperations.Load(right);
            TVector b1 = TVectors.Value > 1 ? TOperations.Load(right + TOperations.Count) : TOperations.Zero;
            TVector b2 = TVectors.Value > 2 ? TOperations.Load(right + (2 * TOperations.Count)) : TOperations.Zero;
            TVector a0 = TOperations.Broadcast(left);
            c00 = TOperations.MultiplyAdd(a0, b0, c00);
            if (TVectors.Value > 1) c01 = TOperations.MultiplyAdd(a0, b1, c01);
            if (TVectors.Value > 2) c02 = TOperations.MultiplyAdd(a0, b2, c02);

            if (TRows.Value > 1)
            {
                TVector a = TOperations.Broadcast(left + leftRow);
                c10 = TOperations.MultiplyAdd(a, b0, c10);
                if (TVectors.Value > 1) c11 = TOperations.MultiplyAdd(a, b1, c11);
                if (TVectors.Value > 2) c12 = TOperations.MultiplyAdd(a, b2, c12);
            }

            if (TRows.Value > 2)
            {
                TVector a = TOperations.Broadcast(left + leftRow2);
                c20 = TOperations.MultiplyAdd(a, b0, c20);
                if (TVectors.Value > 1) c21 = TOperations.MultiplyAdd(a, b1, c21);
                if (TVectors.Value > 2) c22 = TOperations.MultiplyAdd(a, b2, c22);
            }

            if (TRows.Value > 3)
            {
                TVector a = TOperations.Broadcast(left3);
                c30 = TOperations.MultiplyAdd(a, b0, c30);
                if (TVectors.Value > 1) c31 = TOperations.MultiplyAdd(a, b1, c31);
                if (TVectors.Value > 2) c32 = TOperations.MultiplyAdd(a, b2, c32);
            }

            if (TRows.Value > 4)
            {
                TVector a = TOperations.Broadcast(left3 + leftRow);
                c40 = TOperations.MultiplyAdd(a, b0, c40);
                if (TVectors.Value > 1) c41 = TOperations.MultiplyAdd(a, b1, c41);
                if (TVectors.Value > 2) c42 = TOperations.MultiplyAdd(a, b2, c42);
            }

            if (TRows.Value > 5)
            {
                TVector a = TOperations.Broadcast(left3 + leftRow2);
                c50 = TOperations.MultiplyAdd(a, b0, c50);
                if (TVectors.Value > 1) c51 = TOperations.MultiplyAdd(a, b1, c51);
                if (TVectors.Value > 2) c52 = TOperations.MultiplyAdd(a, b2, c52);
            }

            if (TRows.Value > 6)
            {
                TVector a = TOperations.Broadcast(left6);
                c60 = TOperations.MultiplyAdd(a, b0, c60);
                if (TVectors.Value > 1) c61 = TOperations.MultiplyAdd(a, b1, c61);
                if (TVectors.Value > 2) c62 = TOperations.MultiplyAdd(a, b2, c62);
            }

            if (TRows.Value > 7)
            {
                TVector a = TOperations.Broadcast(left6 + leftRow);
                c70 = TOperations.MultiplyAdd(a, b0, c70);
                if (TVectors.Value > 1) c71 = TOperations.MultiplyAdd(a, b1, c71);
                if (TVectors.Value > 2) c72 = TOperations.MultiplyAdd(a, b2, c72);
            }

            right += rightInner;
            left += leftInner;
            if (TRows.Value > 3) left3 += leftInner;
            if (TRows.Value > 6) left6 += leftInner;
        }

        StoreRow<TOperations, TVector, T, TVectors>(c00, c01, c02, result, lastLanes);
        if (TRows.Value > 1) StoreRow<TOperations, TVector, T, TVectors>(c10, c11, c12, result + resultRow, lastLanes);
        if (TRows.Value > 2) StoreRow<TOperations, TVector, T, TVectors>(c20, c21, c22, result + (2 * resultRow), lastLanes);
        if (TRows.Value > 3) StoreRow<TOperations, TVector, T, TVectors>(c30, c31, c32, result + (3 * resultRow), lastLanes);
        if (TRows.Value > 4) StoreRow<TOperations, TVector, T, TVectors>(c40, c41, c42, result + (4 * resultRow), lastLanes);
        if (TRows.Value > 5) StoreRow<TOperations, TVector, T, TVectors>(c50, c51, c52, result + (5 * resultRow), lastLanes);
        if (TRows.Value > 6) StoreRow<TOperations, TVector, T, TVectors>(c60, c61, c62, result + (6 * resultRow), lastLanes);
        if (TRows.Value > 7) StoreRow<TOperations, TVector, T, TVectors>(c70, c71, c72, result + (7 * resultRow), lastLanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadRow<TOperations, TVector, T, TVectors>(T* row, int lastLanes, ref TVector c0, ref TVector c1, ref TVector c2)
        where TOperations : struct, IVectorOperations<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
        where TVectors : struct, ICountConstant
    {
        if (TVectors.Value > 1) c0 = TOperations.Load(row);
        if (TVectors.Value > 2) c1 = TOperations.Load(row + TOperations.Count);
        T* lastPlace = row + ((TVectors.Value - 1) * TOperations.Count);
        TVector last = lastLanes == TOperations.Count ? TOperations.Load(lastPlace) : TOperations.LoadFirst(lastPlace, lastLanes);
        if (TVectors.Value == 1) c0 = last;
        if (TVectors.Value == 2) c1 = last;
        if (TVectors.Value == 3) c2 = last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TOperations, TVector, T, TVectors>(TVector c0, TVector c1, TVector c2, T* row, int lastLanes)
        where TOperations : struct, IVectorOperations<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
        where TVectors : struct, ICountConstant
    {
        if (TVectors.Value > 1) TOperations.Store(c0, row);
        if (TVectors.Value > 2) TOperations.Store(c1, row + TOperations.Count);
        T* lastPlace = row + ((TVectors.Value - 1) * TOperations.Count);
        TVector last = TVectors.Value == 1 ? c0 : TVectors.Value == 2 ? c1 : c2;
        if (lastLanes == TOperations.Count) TOperations.Store(last, lastPlace);
        else TOperations.StoreFirst(last, lastPlace, lastLanes);
    }
}
