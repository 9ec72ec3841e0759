using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Tracing;

/// <summary>
/// A primitive operation with its attributes. Operations are records: two nodes with equal operations and the same inputs are one node.
/// Derivative rules are written in terms of operations, so every order of derivative exists.
/// </summary>
internal abstract record Operation
{
    /// <summary>The name shown in messages and plans.</summary>
    public abstract string Name { get; }

    /// <summary>How much later than its inputs the value exists: 1 for a sum over events, else 0.</summary>
    public virtual int StageIncrement => 0;

    /// <summary>Relative cost of one output element, in units of a multiplication.</summary>
    public virtual double CostPerElement => 1;

    /// <summary>Cost of the whole value for one event (or once, for a uniform value), in units of a multiplication.</summary>
    public virtual double Cost(Node node) => CostPerElement * node.Shape.Length;

    /// <summary>Throws where the operation depends on one of the values in a way its rules do not cover.</summary>
    public virtual void CheckDifferentiable(ReadOnlySpan<Expr> wrt)
    {
    }

    /// <summary>The contribution of the node's cotangent to the cotangent of one input, or null if there is none.</summary>
    /// <remarks>The contribution may keep the node's event axis and shape where the input lacks them; the caller sums it.</remarks>
    public abstract Expr? Vjp(Expr node, int input, Expr cotangent);

    /// <summary>The tangent of the node given those of its inputs (null: zero), or null if it is zero.</summary>
    public abstract Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents);

    /// <summary>The instruction that computes the node.</summary>
    public abstract Instruction Lower(Node node, Lowering lowering);
}
