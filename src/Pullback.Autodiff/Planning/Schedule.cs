using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>
/// The values a program computes, copied from the traced graph with products and sums contracted to fused multiply-adds. The contraction
/// is one decision for the whole program, so a value has the same bits in whichever pass it is computed.
/// </summary>
internal sealed class Schedule
{
    private readonly Dictionary<Node, Node> _map = [];

    private Schedule(IReadOnlyList<Node> outputs)
    {
        Node[] reachable = Reachable(outputs);
        Dictionary<Node, int> uses = CountUses(reachable, outputs);
        var contracted = new HashSet<Node>();
        var product = new Dictionary<Node, int>();
        foreach (Node node in reachable)
        {
            if (node.Operation is AddOperation or SubtractOperation)
            {
                for (int i = 0; i < 2; i++)
                {
                    Node input = node.Inputs[i];
                    if (input.Operation is MultiplyOperation or SquareOperation && input.Type == node.Type && uses[input] == 1)
                    {
                        contracted.Add(input);
                        product[node] = i;
                        break;
                    }
                }
            }
        }

        var graph = new Graph();
        foreach (Node node in reachable)
        {
            if (!contracted.Contains(node))
            {
                _map[node] = product.TryGetValue(node, out int side)
                    ? Fuse(graph, node, side)
                    : graph.Intern(node.Operation, Array.ConvertAll(node.Inputs, n => _map[n]), node.Type);
            }
        }

        Outputs = [.. outputs.Select(o => _map[o])];
        Nodes = [.. _map.Values.Distinct().OrderBy(n => n.Id)];
    }

    /// <summary>The values in topological order.</summary>
    public Node[] Nodes { get; }

    /// <summary>The outputs in the order of the caller.</summary>
    public Node[] Outputs { get; }

    public static Schedule Of(IReadOnlyList<Node> outputs) => new(outputs);

    /// <summary>The scheduled value of a traced one, or null if the program does not compute it.</summary>
    public Node? Find(Node traced) => _map.GetValueOrDefault(traced);

    private Node Fuse(Graph graph, Node node, int side)
    {
        Node product = node.Inputs[side];
        Node x = _map[product.Inputs[0]];
        Node y = product.Operation is SquareOperation ? x : _map[product.Inputs[1]];
        Node z = _map[node.Inputs[1 - side]];
        Operation fused = node.Operation is AddOperation
            ? new MultiplyAddOperation()
            : side == 0 ? new MultiplySubtractOperation() : new NegativeMultiplyAddOperation();
        return graph.Intern(fused, [x, y, z], node.Type);
    }

    private static Node[] Reachable(IReadOnlyList<Node> outputs)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(outputs);
        while (pending.TryPop(out Node? node))
        {
            if (seen.Add(node))
            {
                foreach (Node input in node.Inputs)
                {
                    pending.Push(input);
                }
            }
        }

        return [.. seen.OrderBy(n => n.Id)];
    }

    private static Dictionary<Node, int> CountUses(Node[] nodes, IReadOnlyList<Node> outputs)
    {
        Dictionary<Node, int> uses = nodes.ToDictionary(n => n, _ => 0);
        foreach (Node node in nodes)
        {
            foreach (Node input in node.Inputs)
            {
                uses[input]++;
            }
        }

        foreach (Node output in outputs)
        {
            uses[output] += 2;
        }

        return uses;
    }
}
