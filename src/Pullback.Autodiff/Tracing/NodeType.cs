namespace Pullback.Autodiff.Tracing;

/// <summary>What a node is: element type, static shape and event axis (null for a uniform value).</summary>
internal readonly record struct NodeType(Shape Shape, ElementType Element, EventAxis? Axis)
{
    public override string ToString() =>
        (Axis is null ? "uniform " : $"event({Axis.Name}) ") + (Element == ElementType.Float64 ? "float64" : "float32") + Shape;
}
