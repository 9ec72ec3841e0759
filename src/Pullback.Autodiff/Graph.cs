using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

/// <summary>A graph of immutable values. Building an expression twice gives the same node.</summary>
/// <remarks>
/// A graph is built by one thread at a time; programs compiled from it do not refer back to it and run on any thread.
/// </remarks>
public sealed class Graph
{
    private readonly Dictionary<NodeKey, Node> _nodes = [];
    private int _leaves;

    /// <summary>The number of distinct values traced so far.</summary>
    public int Count => _nodes.Count;

    /// <summary>A constant number of type float64. Beside a float32 operand a plain <see cref="double"/> takes that operand's type.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public Expr Constant(double value) => Constant(value, ElementType.Float64);

    /// <summary>A constant number.</summary>
    /// <param name="value">The number, rounded to the element type.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The value.</returns>
    public Expr Constant(double value, ElementType type) => Constant([value], Shape.Scalar, type);

    /// <summary>A constant array.</summary>
    /// <param name="values">The elements, row-major; copied.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The number of elements is not the shape's.</exception>
    public Expr Constant(ReadOnlySpan<double> values, Shape shape, ElementType type = ElementType.Float64)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"A constant of shape {shape} has {shape.Length} elements, found {values.Length}.", nameof(values));
        }

        double[] copy = values.ToArray();
        if (type == ElementType.Float32)
        {
            for (int i = 0; i < copy.Length; i++)
            {
                copy[i] = (float)copy[i];
            }
        }

        return new Expr(Intern(new ConstantOperation(copy), [], new NodeType(shape, type, null)));
    }

    /// <summary>A uniform input: one value for all events, bound before each evaluation.</summary>
    /// <param name="name">The name used in messages.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The value.</returns>
    public Expr Parameter(string name, Shape shape = default, ElementType type = ElementType.Float64)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Expr(Intern(new ParameterOperation(name, _leaves++), [], new NodeType(shape, type, null)));
    }

    /// <summary>An event input: one row per event, bound or streamed before evaluation.</summary>
    /// <param name="name">The name used in messages and asked of an <see cref="IEventSource"/>.</param>
    /// <param name="axis">The axis of events.</param>
    /// <param name="shape">The shape of one event's row.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The value.</returns>
    public Expr EventInput(string name, EventAxis axis, Shape shape = default, ElementType type = ElementType.Float64)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(axis);
        return new Expr(Intern(new EventInputOperation(name, _leaves++), [], new NodeType(shape, type, axis)));
    }

    /// <summary>The number of events of an axis, as a uniform number.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The value.</returns>
    public Expr EventCount(EventAxis axis, ElementType type = ElementType.Float64)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return new Expr(Intern(new EventCountOperation(axis), [], new NodeType(Shape.Scalar, type, null)));
    }

    internal Node Intern(Operation operation, Node[] inputs, NodeType type)
    {
        var key = new NodeKey(operation, inputs, type);
        if (!_nodes.TryGetValue(key, out Node? node))
        {
            node = new Node(this, _nodes.Count, operation, inputs, type);
            _nodes.Add(key, node);
        }

        return node;
    }
}
