namespace Pullback.Autodiff.Tracing;

/// <summary>An operation whose result is a run of consecutive elements of its operand: it costs nothing.</summary>
internal abstract record ViewOperation : Operation
{
    public override double CostPerElement => 0;

    /// <summary>The first element of the operand that the result shows, or null where the result is not consecutive.</summary>
    public abstract int? Offset(Node node);
}
