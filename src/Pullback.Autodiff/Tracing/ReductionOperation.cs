namespace Pullback.Autodiff.Tracing;

/// <summary>An operation that runs over all events and gives a uniform value: it ends a pass.</summary>
internal abstract record ReductionOperation : Operation
{
    public sealed override int StageIncrement => 1;
}
