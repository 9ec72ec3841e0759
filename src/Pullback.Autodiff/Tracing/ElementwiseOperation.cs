namespace Pullback.Autodiff.Tracing;

/// <summary>An operation on corresponding elements. One rule, the local partial derivatives, serves forward and reverse mode.</summary>
internal abstract record ElementwiseOperation : Operation
{
    /// <summary>The number of operands.</summary>
    public abstract int Arity { get; }

    /// <summary>The partial derivative with respect to one operand, or null where it is zero everywhere.</summary>
    public abstract Expr? Partial(Expr node, int input);

    /// <summary>An equal, simpler value, or null. Operands are stripped of broadcasts; the caller restores shape and axis.</summary>
    public virtual Expr? Simplify(ReadOnlySpan<Expr> operands) => null;

    /// <summary>The value for plain numbers.</summary>
    public abstract double Fold(ReadOnlySpan<double> operands);

    public sealed override Expr? Vjp(Expr node, int input, Expr cotangent) =>
        Partial(node, input) is { } partial ? cotangent * partial : null;

    public sealed override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        Expr? sum = null;
        for (int i = 0; i < tangents.Length; i++)
        {
            if (tangents[i] is { } tangent && Partial(node, i) is { } partial)
            {
                Expr term = tangent * partial;
                sum = sum is { } previous ? previous + term : term;
            }
        }

        return sum;
    }
}
