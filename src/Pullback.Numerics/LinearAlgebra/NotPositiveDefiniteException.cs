namespace Pullback.Numerics.LinearAlgebra;

/// <summary>A matrix that must be positive definite is not.</summary>
public sealed class NotPositiveDefiniteException : InvalidOperationException
{
    /// <summary>Names the row at which the factorisation stopped.</summary>
    /// <param name="row">Row of the first pivot that is not positive, counted from 0.</param>
    /// <param name="order">Number of rows of the matrix.</param>
    public NotPositiveDefiniteException(int row, int order)
        : base($"The matrix of order {order} is not positive definite: pivot {row} (counted from 0) is not positive. " +
               "Look for a parameter without effect, two parameters with the same effect, or a NaN.")
    {
        Row = row;
    }

    /// <summary>Row of the first pivot that is not positive, counted from 0.</summary>
    public int Row { get; }
}
