namespace Pullback.Autodiff.Tracing;

/// <summary>What makes two nodes one: the operation, the type and the inputs.</summary>
internal readonly struct NodeKey(Operation operation, Node[] inputs, NodeType type) : IEquatable<NodeKey>
{
    private readonly Operation _operation = operation;
    private readonly Node[] _inputs = inputs;
    private readonly NodeType _type = type;

    public bool Equals(NodeKey other)
    {
        if (!_inputs.AsSpan().SequenceEqual(other._inputs))
        {
            return false;
        }

        return _type == other._type && _operation.Equals(other._operation);
    }

    public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(_operation);
        hash.Add(_type.Shape);
        foreach (Node input in _inputs)
        {
            hash.Add(input.Id);
        }

        return hash.ToHashCode();
    }
}
