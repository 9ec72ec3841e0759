using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>A matrix with contiguous rows times a vector: one dot product per row, vectorised along the row.</summary>
/// <remarks>
/// The terms of a row go to 128 bytes' worth of lanes by their index, the lanes are halved until one is left: the same bits for every vector width.
/// </remarks>
internal static unsafe class RowDots<TOperations, TVector, T>
    where TOperations : struct, IVectorOperations<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LaneBytes = 128;
    private const int RowsAtOnce = 4;

    /// <summary><c>y_m = Σ_k A_mk x_k</c>, or added to y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int rows, int inner, T* matrix, nint matrixRow, T* vector, T* result, nint resultStep, bool accumulate)
    {
        T* lanes = stackalloc T[RowsAtOnce * LaneBytes / sizeof(T)];
        for (int row = 0; row < rows; row += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, rows - row);

            // Missing rows of the last four repeat its first: computed, not stored.
            T* m0 = matrix + (row * matrixRow);
            T* m1 = count > 1 ? m0 + matrixRow : m0;
            T* m2 = count > 2 ? m1 + matrixRow : m0;
            T* m3 = count > 3 ? m2 + matrixRow : m0;
            Lanes(m0, m1, m2, m3, vector, inner, lanes);
            for (int i = 0; i < count; i++)
            {
                T sum = Fold(lanes + (i * (LaneBytes / sizeof(T))));
                T* place = result + ((row + i) * resultStep);
                *place = accumulate ? *place + sum : sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lanes(T* m0, T* m1, T* m2, T* m3, T* vector, int inner, T* lanes)
    {
        int group = LaneBytes / sizeof(T);
        int whole = inner / group * group;
        for (int offset = 0; offset < group; offset += TOperations.Count)
        {
            TVector s0 = TOperations.Zero;
            TVector s1 = TOperations.Zero;
            TVector s2 = TOperations.Zero;
            TVector s3 = TOperations.Zero;
            int k = offset;
            for (; k < whole; k += group)
            {
                TVector x = TOperations.Load(vector + k);
                s0 = TOperations.MultiplyAdd(TOperations.Load(m0 + k), x, s0);
                s1 = TOperations.MultiplyAdd(TOperations.Load(m1 + k), x, s1);
                s2 = TOperations.MultiplyAdd(TOperations.Load(m2 + k), x, s2);
                s3 = TOperations.MultiplyAdd(TOperations.Load(m3 + k), x, s3);
            }

            int rest = Math.Clamp(inner - k, 0, TOperations.Count);
            if (rest > 0)
            {
                TVector x = TOperations.LoadFirst(vector + k, rest);
                s0 = TOperations.MultiplyAdd(TOperations.LoadFirst(m0 + k, rest), x, s0);
                s1 = TOperations.MultiplyAdd(TOperations.LoadFirst(m1 + k, rest), x, s1);
                s2 = TOperations.MultiplyAdd(TOperations.LoadFirst(m2 + k, rest), x, s2);
                s3 = TOperations.MultiplyAdd(TOperations.LoadFirst(m3 + k, rest), x, s3);
            }

            TOperations.Store(s0, lanes + offset);
            TOperations.Store(s1, lanes + group + offset);
            TOperations.Store(s2, lanes + (2 * group) + offset);
            TOperations.Store(s3, lanes + (3 * group) + offset);
        }
    }

    /// <summary>Sum of a row's lanes: lane i takes in lane i + half until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fold(T* lanes)
    {
        int half = LaneBytes / sizeof(T) / 2;
        for (; half >= Vector128<T>.Count; half /= 2)
        {
            for (int i = 0; i < half; i += Vector128<T>.Count) (Vector128.Load(lanes + i) + Vector128.Load(lanes + half + i)).Store(lanes + i);
        }

        for (; half >= 1; half /= 2)
            for (int i = 0; i < half; i++) lanes[i] += lanes[half + i];
        return lanes[0];
    }
}
