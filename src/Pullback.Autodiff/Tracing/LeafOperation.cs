using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Tracing;

/// <summary>A value that comes from outside the graph: it has no inputs and no instruction.</summary>
internal abstract record LeafOperation : Operation
{
    public override double Cost(Node node) => 0;

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => null;

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) => null;

    public override Instruction Lower(Node node, Lowering lowering) =>
        throw new InvalidOperationException($"{node} is an input and has no instruction.");
}

/// <summary>A named uniform input. Each call of <see cref="Graph.Parameter"/> makes a distinct one.</summary>
internal sealed record ParameterOperation(string ParameterName, int Number) : LeafOperation
{
    public override string Name => ParameterName;
}

/// <summary>A named event input. Each call of <see cref="Graph.EventInput"/> makes a distinct one.</summary>
internal sealed record EventInputOperation(string InputName, int Number) : LeafOperation
{
    public override string Name => InputName;
}

/// <summary>The number of events bound to an axis, as a uniform number.</summary>
internal sealed record EventCountOperation(EventAxis Axis) : LeafOperation
{
    public override string Name => $"count({Axis.Name})";
}
