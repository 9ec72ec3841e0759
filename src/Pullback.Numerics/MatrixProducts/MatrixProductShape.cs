namespace Pullback.Numerics.MatrixProducts;

/// <summary>The sizes of a product <c>C = op(A) op(B)</c> of row-major matrices and how its operands lie in memory.</summary>
/// <remarks>Shape: op(A) is [rows, inner], op(B) [inner, columns], C [rows, columns].</remarks>
/// <param name="Rows">Rows of the result and of op(A).</param>
/// <param name="Columns">Columns of the result and of op(B).</param>
/// <param name="Inner">Columns of op(A), rows of op(B): the index summed over.</param>
public readonly record struct MatrixProductShape(int Rows, int Columns, int Inner)
{
    /// <summary>Whether A is stored as [inner, rows].</summary>
    /// <value>Default: false.</value>
    public bool TransposeLeft { get; init; }

    /// <summary>Whether B is stored as [columns, inner].</summary>
    /// <value>Default: false.</value>
    public bool TransposeRight { get; init; }

    /// <summary>Distance between the starts of neighbouring stored rows of A; 0 stands for no gap.</summary>
    /// <value>Default: 0.</value>
    public int LeftStride { get; init; }

    /// <summary>Distance between the starts of neighbouring stored rows of B; 0 stands for no gap.</summary>
    /// <value>Default: 0.</value>
    public int RightStride { get; init; }

    /// <summary>Distance between the starts of neighbouring rows of C; 0 stands for no gap.</summary>
    /// <value>Default: 0.</value>
    public int ResultStride { get; init; }

    internal (int Rows, int Columns) StoredLeft => TransposeLeft ? (Inner, Rows) : (Rows, Inner);

    internal (int Rows, int Columns) StoredRight => TransposeRight ? (Columns, Inner) : (Inner, Columns);

    internal int LeadingLeft => LeftStride == 0 ? StoredLeft.Columns : LeftStride;

    internal int LeadingRight => RightStride == 0 ? StoredRight.Columns : RightStride;

    internal int LeadingResult => ResultStride == 0 ? Columns : ResultStride;

    /// <summary>Throws if a size is negative, a stride too small, or a span too short for its matrix.</summary>
    internal void Check(int left, int right, int result)
    {
        CheckLeftAndResult(left, result);
        CheckOperand("right", StoredRight, LeadingRight, right);
    }

    /// <summary>The same, but for the right operand.</summary>
    internal void CheckLeftAndResult(int left, int result)
    {
        CheckSizes();
        CheckOperand("left", StoredLeft, LeadingLeft, left);
        CheckOperand("result", (Rows, Columns), LeadingResult, result);
    }

    /// <summary>Throws if a size is negative.</summary>
    internal void CheckSizes()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Rows);
        ArgumentOutOfRangeException.ThrowIfNegative(Columns);
        ArgumentOutOfRangeException.ThrowIfNegative(Inner);
    }

    internal static void CheckOperand(string name, (int Rows, int Columns) stored, int stride, int length)
    {
        if (stride < stored.Columns)
            throw new ArgumentException($"The {name} matrix is stored with {stored.Columns} columns, but its stride is {stride}: a stride must be at least the number of stored columns.");
        long needed = stored.Rows == 0 || stored.Columns == 0 ? 0 : ((long)(stored.Rows - 1) * stride) + stored.Columns;
        if (length < needed)
            throw new ArgumentException($"The {name} matrix is stored as [{stored.Rows}, {stored.Columns}] with stride {stride} and needs {needed} numbers, but its span holds {length}.");
    }
}
