namespace Pullback.Autodiff.Tracing;

/// <summary>One immutable, hash-consed value of a graph. Inputs always have lower ids, so ids are a topological order.</summary>
internal sealed class Node
{
    public Node(Graph graph, int id, Operation operation, Node[] inputs, NodeType type)
    {
        Graph = graph;
        Id = id;
        Operation = operation;
        Inputs = inputs;
        Type = type;
        foreach (Node input in inputs)
        {
            Stage = Math.Max(Stage, input.Stage);
        }

        Stage += operation.StageIncrement;
    }

    public Graph Graph { get; }

    public int Id { get; }

    public Operation Operation { get; }

    public Node[] Inputs { get; }

    public NodeType Type { get; }

    public Shape Shape => Type.Shape;

    public ElementType Element => Type.Element;

    public EventAxis? Axis => Type.Axis;

    public bool IsEvent => Type.Axis is not null;

    /// <summary>How many event sums lie in sequence below this value: the pass in which an event value can be computed first.</summary>
    public int Stage { get; }

    public override string ToString() => $"{Operation.Name}#{Id}: {Type}";
}
