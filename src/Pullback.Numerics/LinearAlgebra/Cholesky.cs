using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pullback.Numerics.LinearAlgebra;

/// <summary>The factor <c>L</c> of a symmetric positive definite matrix <c>A = L Lᵀ</c>, for the small dense systems of fits.</summary>
/// <remarks>
/// Shape: square, row-major, [row, column], leading dimension equal to the order. Works in place on spans that the caller owns and allocates nothing.
/// Only the lower triangle is read and written. Alternatives: above a few hundred rows a blocked factorisation is faster.
/// </remarks>
public static class Cholesky
{
    /// <summary>Shorter products are summed one by one.</summary>
    private const int VectorLength = 16;

    /// <summary>Replaces the lower triangle of <paramref name="matrix"/> by its Cholesky factor.</summary>
    /// <param name="matrix">Symmetric matrix, shape [order, order]; of it the lower triangle is used. The strict upper triangle is left alone.</param>
    /// <param name="order">Number of rows.</param>
    /// <returns>
    /// True if every pivot was positive and finite. False if the matrix is not positive definite to working precision or holds a NaN;
    /// its lower triangle is then partly overwritten.
    /// </returns>
    /// <exception cref="ArgumentException">The span is shorter than order².</exception>
    public static bool TryFactor(Span<double> matrix, int order) => TryFactor(matrix, order, out _);

    /// <inheritdoc cref="TryFactor(Span{double}, int)"/>
    /// <param name="matrix">Symmetric matrix, shape [order, order]; of it the lower triangle is used.</param>
    /// <param name="order">Number of rows.</param>
    /// <param name="failedRow">The row whose pivot was not positive, or −1 on success.</param>
    public static bool TryFactor(Span<double> matrix, int order, out int failedRow)
    {
        CheckMatrix(matrix.Length, order);
        for (int i = 0; i < order; i++)
        {
            Span<double> row = matrix.Slice(i * order, order);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> other = matrix.Slice(j * order, j + 1);
                row[j] = (row[j] - Dot(row[..j], other[..j])) / other[j];
            }

            double pivot = row[i] - Dot(row[..i], row[..i]);
            if (!(pivot > 0.0) || double.IsPositiveInfinity(pivot))
            {
                failedRow = i;
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        failedRow = -1;
        return true;
    }

    /// <summary>Replaces the lower triangle of <paramref name="matrix"/> by its Cholesky factor, or throws.</summary>
    /// <exception cref="NotPositiveDefiniteException">A pivot is not positive: the message names the row.</exception>
    /// <exception cref="ArgumentException">The span is shorter than order².</exception>
    public static void Factor(Span<double> matrix, int order)
    {
        if (!TryFactor(matrix, order, out int failedRow)) throw new NotPositiveDefiniteException(failedRow, order);
    }

    /// <summary>Solves <c>L Lᵀ x = b</c> in place.</summary>
    /// <param name="factor">What <see cref="TryFactor(Span{double}, int)"/> left.</param>
    /// <param name="order">Number of rows.</param>
    /// <param name="vector">b on entry, x on return. Shape [order].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Solve(ReadOnlySpan<double> factor, int order, Span<double> vector)
    {
        SolveLower(factor, order, vector);
        SolveUpper(factor, order, vector);
    }

    /// <summary>Solves <c>L x = b</c> in place: makes b's components independent with unit variance when A is their covariance.</summary>
    /// <inheritdoc cref="Solve" path="/param"/>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void SolveLower(ReadOnlySpan<double> factor, int order, Span<double> vector)
    {
        CheckMatrix(factor.Length, order);
        CheckVector(vector.Length, order);
        for (int i = 0; i < order; i++)
        {
            ReadOnlySpan<double> row = factor.Slice(i * order, i + 1);
            vector[i] = (vector[i] - Dot(row[..i], vector[..i])) / row[i];
        }
    }

    /// <summary>Solves <c>Lᵀ x = b</c> in place.</summary>
    /// <inheritdoc cref="Solve" path="/param"/>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void SolveUpper(ReadOnlySpan<double> factor, int order, Span<double> vector)
    {
        CheckMatrix(factor.Length, order);
        CheckVector(vector.Length, order);
        for (int i = order - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = factor.Slice(i * order, i + 1);
            double value = vector[i] / row[i];
            vector[i] = value;
            Subtract(vector[..i], value, row[..i]);
        }
    }

    /// <summary><c>ln det A = 2 Σ ln L_ii</c>.</summary>
    /// <exception cref="ArgumentException">The span is shorter than order².</exception>
    public static double LogDeterminant(ReadOnlySpan<double> factor, int order)
    {
        CheckMatrix(factor.Length, order);
        double sum = 0.0;
        for (int i = 0; i < order; i++) sum += Math.Log(factor[(i * order) + i]);
        return 2.0 * sum;
    }

    /// <summary><c>A⁻¹</c>, both triangles, exactly symmetric.</summary>
    /// <param name="factor">What <see cref="TryFactor(Span{double}, int)"/> left.</param>
    /// <param name="order">Number of rows.</param>
    /// <param name="inverse">Receives the inverse, shape [order, order]. Must not overlap the factor.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Inverse(ReadOnlySpan<double> factor, int order, Span<double> inverse)
    {
        CheckMatrix(factor.Length, order);
        CheckMatrix(inverse.Length, order);

        // L⁻¹ by columns, stored as the rows of its transpose in the upper triangle of the result.
        for (int c = 0; c < order; c++)
        {
            Span<double> column = inverse.Slice(c * order, order);
            column[..c].Clear();
            column[c] = 1.0 / factor[(c * order) + c];
            for (int i = c + 1; i < order; i++)
            {
                ReadOnlySpan<double> row = factor.Slice(i * order, i + 1);
                column[i] = -Dot(row[c..i], column[c..i]) / row[i];
            }
        }

        // (A⁻¹)_ij = Σ_{k ≥ max(i, j)} (L⁻¹)_ki (L⁻¹)_kj; entry [i, j] is read last when it is written.
        for (int i = 0; i < order; i++)
        {
            ReadOnlySpan<double> left = inverse.Slice(i * order, order);
            for (int j = i; j < order; j++)
            {
                ReadOnlySpan<double> right = inverse.Slice(j * order, order);
                inverse[(i * order) + j] = Dot(left[j..], right[j..]);
            }
        }

        for (int i = 0; i < order; i++)
            for (int j = 0; j < i; j++) inverse[(i * order) + j] = inverse[(j * order) + i];
    }

    /// <summary><c>target -= factor source</c>, element by element.</summary>
    private static void Subtract(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        int i = 0;
        ref double t = ref MemoryMarshal.GetReference(target);
        ref double s = ref MemoryMarshal.GetReference(source);
        Vector512<double> f = Vector512.Create(factor);
        for (; i <= target.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            (Vector512.LoadUnsafe(ref t, (nuint)i) - f * Vector512.LoadUnsafe(ref s, (nuint)i)).StoreUnsafe(ref t, (nuint)i);
        for (; i < target.Length; i++) target[i] -= source[i] * factor;
    }

    /// <summary>The scalar product. From <see cref="VectorLength"/> elements on it is summed in eight lanes, which are the same at every instruction width.</summary>
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0.0;
        int i = 0;
        if (left.Length >= VectorLength)
        {
            ref double l = ref MemoryMarshal.GetReference(left);
            ref double r = ref MemoryMarshal.GetReference(right[..left.Length]);
            Vector512<double> even = Vector512<double>.Zero;
            Vector512<double> odd = Vector512<double>.Zero;
            for (; i <= left.Length - 2 * Vector512<double>.Count; i += 2 * Vector512<double>.Count)
            {
                even = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref l, (nuint)i), Vector512.LoadUnsafe(ref r, (nuint)i), even);
                int next = i + Vector512<double>.Count;
                odd = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref l, (nuint)next), Vector512.LoadUnsafe(ref r, (nuint)next), odd);
            }

            Vector512<double> both = even + odd;
            Vector256<double> four = both.GetLower() + both.GetUpper();
            Vector128<double> two = four.GetLower() + four.GetUpper();
            sum = two[0] + two[1];
        }

        for (; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static void CheckMatrix(int length, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        if (length < (long)order * order)
            throw new ArgumentException($"A matrix of order {order} needs {(long)order * order} numbers, but the span holds {length}.");
    }

    private static void CheckVector(int length, int order)
    {
        if (length < order) throw new ArgumentException($"A system of order {order} needs a vector of {order} numbers, but the span holds {length}.");
    }
}
