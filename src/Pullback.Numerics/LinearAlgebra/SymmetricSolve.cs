namespace Pullback.Numerics.LinearAlgebra;

/// <summary>Solves <c>A x = b</c> for a symmetric positive definite matrix, keeping the matrix.</summary>
public static class SymmetricSolve
{
    /// <summary>Solves one system.</summary>
    /// <param name="matrix">Row-major, shape [order, order]; of it the lower triangle is used. Not changed.</param>
    /// <param name="order">Number of rows.</param>
    /// <param name="vector">b on entry, x on return. Shape [order]. Not changed on failure.</param>
    /// <param name="workspace">At least order² numbers; holds the Cholesky factor on success.</param>
    /// <returns>False if the matrix is not positive definite to working precision.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static bool TrySolve(ReadOnlySpan<double> matrix, int order, Span<double> vector, Span<double> workspace)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        int length = checked(order * order);
        if (matrix.Length < length || workspace.Length < length)
            throw new ArgumentException($"A system of order {order} needs a matrix and a workspace of {length} numbers, but they hold {matrix.Length} and {workspace.Length}.");
        matrix[..length].CopyTo(workspace);
        if (!Cholesky.TryFactor(workspace, order)) return false;
        Cholesky.Solve(workspace, order, vector);
        return true;
    }
}
