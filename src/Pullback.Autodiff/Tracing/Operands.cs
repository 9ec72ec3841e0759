namespace Pullback.Autodiff.Tracing;

/// <summary>The rules by which operands meet: one graph, one element type, at most one event axis, shapes that broadcast.</summary>
internal static class Operands
{
    /// <summary>The graph of the operands that are not plain numbers, or null if all are.</summary>
    public static Graph? FindGraph(string operation, ReadOnlySpan<Expr> inputs)
    {
        Graph? graph = null;
        foreach (Expr input in inputs)
        {
            if (input.IsNumber)
            {
                continue;
            }

            if (graph is not null && !ReferenceEquals(graph, input.Graph))
            {
                throw new ArgumentException($"{operation}: the operands belong to different graphs. Build an expression from values of one graph.");
            }

            graph = input.Graph;
        }

        return graph;
    }

    /// <summary>Makes every plain number (and every scalar constant) a constant of the element type of the other operands.</summary>
    public static void Place(string operation, Graph graph, ReadOnlySpan<Expr> inputs, Span<Expr> placed)
    {
        ElementType? element = null;
        Expr? first = null;
        foreach (Expr input in inputs)
        {
            if (!input.IsConstant(out _))
            {
                if (element is { } known && known != input.ElementType)
                {
                    throw new ArgumentException(
                        $"{operation}: the element types differ: {first} and {input}. Convert one of them with Op.Cast.");
                }

                element ??= input.ElementType;
                first ??= input;
            }
        }

        foreach (Expr input in inputs)
        {
            element ??= input.IsNumber ? null : input.ElementType;
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            bool fits = !inputs[i].IsNumber && inputs[i].ElementType == element;
            inputs[i].IsConstant(out double value);
            placed[i] = fits ? inputs[i] : graph.Constant(value, element ?? ElementType.Float64);
        }
    }

    /// <summary>The type of an elementwise result.</summary>
    public static NodeType CommonType(string operation, ReadOnlySpan<Expr> operands)
    {
        NodeType type = operands[0].Type;
        for (int i = 1; i < operands.Length; i++)
        {
            NodeType other = operands[i].Type;
            Shape shape = type.Shape == other.Shape ? type.Shape : Shape.Broadcast(type.Shape, other.Shape) ?? throw new ArgumentException(
                $"{operation}: the shapes {type.Shape} and {other.Shape} do not broadcast. Dimensions must be equal or 1, counted from the last; "
                + "use Op.Reshape or Op.Broadcast to say what is meant.");
            type = new NodeType(shape, type.Element, CommonAxis(operation, type.Axis, other.Axis));
        }

        return type;
    }

    /// <summary>The event axis of two operands together.</summary>
    public static EventAxis? CommonAxis(string operation, EventAxis? left, EventAxis? right)
    {
        if (left is not null && right is not null && !ReferenceEquals(left, right))
        {
            throw new ArgumentException(
                $"{operation}: the operands run over different event axes, '{left.Name}' and '{right.Name}'. A value runs over one axis: "
                + "sum one operand over its events first (Op.SumEvents), or bind both inputs on the same EventAxis.");
        }

        return left ?? right;
    }

    /// <summary>The operand in a form an elementwise node takes for a result of the given shape: that shape or a scalar.</summary>
    public static Expr Align(Expr operand, Shape shape)
    {
        if (operand.Shape == shape || operand.Shape.Rank == 0)
        {
            return operand;
        }

        return operand.Shape.Length == 1 ? Op.Reshape(operand, Shape.Scalar) : Op.Broadcast(operand, shape);
    }

    /// <summary>The operand without outer broadcasts that an elementwise operation does by itself.</summary>
    public static Expr Strip(Expr operand)
    {
        while (true)
        {
            if (operand.Node.Operation is BroadcastEventsOperation
                || (operand.Node.Operation is BroadcastOperation && operand.Input(0).Shape.Rank == 0))
            {
                operand = operand.Input(0);
            }
            else
            {
                return operand;
            }
        }
    }

    /// <summary>The value with exactly the wanted type: numbers placed, shape and event axis restored.</summary>
    public static Expr Conform(Graph graph, Expr value, NodeType type)
    {
        if (value.IsNumber)
        {
            value = graph.Constant(value.Number, type.Element);
        }

        if (value.Shape != type.Shape)
        {
            value = value.Shape.Length == type.Shape.Length ? Op.Reshape(value, type.Shape) : Op.Broadcast(value, type.Shape);
        }

        if (value.Axis is null && type.Axis is not null)
        {
            value = Op.BroadcastEvents(value, type.Axis);
        }

        return value;
    }
}
