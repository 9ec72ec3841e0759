using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Pullback.Learning.Estimators.Morphing;

/// <summary>The left inverse of least norm, <c>A⁺ A = 1</c>, of a matrix with at least as many rows as columns.</summary>
internal static class LeftInverse
{
    /// <summary>Finds the left inverse by a QR decomposition.</summary>
    /// <remarks>
    /// The columns are brought to unit length first: <c>(A D)⁺ = D⁻¹ A⁺</c> for independent columns, so the result is the same, but the units of the
    /// parameters do not decide whether columns count as dependent.
    /// </remarks>
    /// <param name="matrix">Row-major. Shape [row, column].</param>
    /// <param name="rows">The number of rows, no less than that of columns.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="inverse">Row-major. Shape [column, row].</param>
    /// <param name="condition">The condition number of the matrix as it is.</param>
    /// <returns>False if the columns are linearly dependent to working precision.</returns>
    public static bool TryFind(ReadOnlySpan<double> matrix, int rows, int columns, out double[] inverse, out double condition)
    {
        inverse = [];
        condition = double.PositiveInfinity;
        var scaled = new DenseMatrix(rows, columns);
        double[] lengths = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            double largest = 0.0;
            for (int i = 0; i < rows; i++) largest = Math.Max(largest, Math.Abs(matrix[(i * columns) + j]));
            if (!(largest > 0.0 && double.IsFinite(largest))) return false;
            double sum = 0.0;
            for (int i = 0; i < rows; i++) sum += Square(matrix[(i * columns) + j] / largest);
            lengths[j] = largest * Math.Sqrt(sum);
            for (int i = 0; i < rows; i++) scaled[i, j] = matrix[(i * columns) + j] / lengths[j];
        }

        Vector<double> singular = scaled.Svd(computeVectors: false).S;
        if (!(singular[columns - 1] > singular[0] * rows * MachineEpsilon)) return false;
        var decomposition = scaled.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        Matrix<double> solution = decomposition.R.Solve(decomposition.Q.Transpose());
        inverse = new double[columns * rows];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++) inverse[(j * rows) + i] = solution[j, i] / lengths[j];
        }

        condition = ConditionNumber(matrix, rows, columns);
        return Array.TrueForAll(inverse, double.IsFinite);
    }

    /// <summary>The ratio of the largest and smallest singular value.</summary>
    /// <param name="matrix">Row-major. Shape [row, column].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public static double ConditionNumber(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        // By the largest entry, so that no square overflows: the decomposition would not end.
        double largest = 0.0;
        foreach (double entry in matrix) largest = Math.Max(largest, Math.Abs(entry));
        if (!(largest > 0.0 && double.IsFinite(largest))) return double.PositiveInfinity;
        var full = new DenseMatrix(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) full[i, j] = matrix[(i * columns) + j] / largest;
        }

        Vector<double> singular = full.Svd(computeVectors: false).S;
        return singular[0] / singular[singular.Count - 1];
    }

    private const double MachineEpsilon = 2.220446049250313e-16;

    private static double Square(double x) => x * x;
}
