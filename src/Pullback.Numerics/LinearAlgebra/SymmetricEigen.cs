using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Pullback.Numerics.LinearAlgebra;

/// <summary>Eigenvalues and eigenvectors of a real symmetric matrix: <c>A v_k = λ_k v_k</c>, λ ascending, <c>v</c> orthonormal.</summary>
/// <remarks>
/// Wraps MathNet.Numerics: for diagnostics and rare use, it allocates. The sign of an eigenvector is fixed so that its component of largest magnitude
/// (the first such one) is positive.
/// </remarks>
public sealed class SymmetricEigen
{
    private SymmetricEigen(double[] values, double[] vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>Eigenvalues in ascending order. Shape [order].</summary>
    public double[] Values { get; }

    /// <summary>Eigenvectors, one per row. Shape [order, order], row-major: row k belongs to eigenvalue k.</summary>
    public double[] Vectors { get; }

    /// <summary>Decomposes a symmetric matrix.</summary>
    /// <param name="matrix">Row-major, shape [order, order]; of it the lower triangle is used.</param>
    /// <param name="order">Number of rows.</param>
    /// <exception cref="ArgumentException">The span is shorter than order², or an entry is not finite: the message names it.</exception>
    public static SymmetricEigen Decompose(ReadOnlySpan<double> matrix, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        if (matrix.Length < (long)order * order)
            throw new ArgumentException($"A matrix of order {order} needs {(long)order * order} numbers, but the span holds {matrix.Length}.", nameof(matrix));

        DenseMatrix full = new(order, order);
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double entry = matrix[(i * order) + j];
                if (!double.IsFinite(entry))
                    throw new ArgumentException(FormattableString.Invariant($"Entry [{i}, {j}] of the matrix is {entry}, but must be finite."), nameof(matrix));
                full[i, j] = full[j, i] = entry;
            }
        }

        Evd<double> evd = full.Evd(Symmetricity.Symmetric);
        double[] values = new double[order];
        for (int k = 0; k < order; k++) values[k] = evd.EigenValues[k].Real;
        int[] ascending = [.. Enumerable.Range(0, order).OrderBy(k => values[k])];
        double[] vectors = new double[order * order];
        for (int k = 0; k < order; k++) CopyVector(evd.EigenVectors, ascending[k], vectors.AsSpan(k * order, order));
        Array.Sort(values);
        return new SymmetricEigen(values, vectors);
    }

    private static void CopyVector(Matrix<double> vectors, int column, Span<double> destination)
    {
        int largest = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = vectors[i, column];
            if (Math.Abs(destination[i]) > Math.Abs(destination[largest])) largest = i;
        }

        if (destination[largest] >= 0.0) return;
        for (int i = 0; i < destination.Length; i++) destination[i] = -destination[i];
    }
}
