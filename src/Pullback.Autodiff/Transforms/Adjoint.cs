using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Transforms;

/// <summary>
/// The cotangent of one value while it is collected. Contributions of event values to a uniform value are added event by event first and
/// summed over the events once, apart for each stage, so that a sum is not postponed to a later pass than it needs.
/// </summary>
internal sealed class Adjoint(Node node)
{
    private readonly List<(EventAxis? Axis, Shape Shape, int Stage, Expr Sum)> _parts = [];

    /// <summary>Adds a contribution. One that runs over events where the value does not is summed over them in the end.</summary>
    public void Add(Expr contribution)
    {
        for (int i = 0; i < _parts.Count; i++)
        {
            (EventAxis? partAxis, Shape shape, int stage, Expr sum) = _parts[i];
            if (partAxis == contribution.Axis && shape == contribution.Shape && (node.IsEvent || stage == contribution.Stage))
            {
                _parts[i] = (partAxis, shape, stage, sum + contribution);
                return;
            }
        }

        _parts.Add((contribution.Axis, contribution.Shape, contribution.Stage, contribution));
    }

    /// <summary>The cotangent, of the type of the value.</summary>
    public Expr Total()
    {
        Expr? total = null;
        foreach ((EventAxis? axis, _, _, Expr sum) in _parts)
        {
            Expr part = axis is not null && node.Axis is null ? Op.SumEvents(sum) : sum;
            part = BroadcastOperation.Reduce(part, node.Shape);
            total = Tangents.Add(total, part);
        }

        return Operands.Conform(node.Graph, total ?? 0, node.Type);
    }
}
