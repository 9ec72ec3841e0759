using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;
using Pullback.Autodiff.Transforms;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Calls a user's own function.</summary>
    /// <remarks>
    /// <para><b>Derivative.</b> Reverse mode by the function's own rule; forward mode by applying that rule twice, so functions whose rule
    /// is built from differentiable operations have derivatives of every order.</para>
    /// </remarks>
    /// <param name="function">The function.</param>
    /// <param name="inputs">Uniform float64 values.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="ArgumentException">An input is an event value or not float64, or all are plain numbers.</exception>
    public static Expr[] External(ExternalFunction function, params ReadOnlySpan<Expr> inputs)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (Operands.FindGraph(function.Name, inputs) is not { } graph)
        {
            throw new ArgumentException($"{function.Name}: at least one input must be a graph value, not a plain number.", nameof(inputs));
        }

        var placed = new Expr[inputs.Length];
        Operands.Place(function.Name, graph, inputs, placed);
        foreach (Expr input in placed)
        {
            if (input.Axis is not null || input.ElementType != ElementType.Float64)
            {
                throw new ArgumentException(
                    $"{function.Name}: {input} is not a uniform float64 value. Sum event values first (Op.SumEvents), and convert float32 with Op.Cast.", nameof(inputs));
            }
        }

        Shape[] shapes = function.OutputShapes(Array.ConvertAll(placed, e => e.Shape));
        Shape flat = Shape.Of(shapes.Sum(s => s.Length));
        Node call = graph.Intern(new ExternalOperation(function, shapes), Array.ConvertAll(placed, e => e.Node), new NodeType(flat, ElementType.Float64, null));
        return ExternalOperation.Outputs(new Expr(call), shapes);
    }
}

/// <summary>The call of an external function: one node that holds all outputs one after another.</summary>
internal sealed record ExternalOperation(ExternalFunction Function, Shape[] Shapes) : Operation
{
    public override string Name => Function.Name;

    public override double Cost(Node node) => 1000;

    public bool Equals(ExternalOperation? other) => other is not null && Function.Equals(other.Function);

    public override int GetHashCode() => Function.GetHashCode();

    public static Expr[] Outputs(Expr call, Shape[] shapes)
    {
        var outputs = new Expr[shapes.Length];
        int start = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Op.Reshape(Op.Slice(call, 0, start, shapes[i].Length), shapes[i]);
            start += shapes[i].Length;
        }

        return outputs;
    }

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => Pull(node, cotangent)[input];

    /// <summary>By the transpose of the transpose: the vjp is linear in its cotangent, so its own vjp applies the Jacobian.</summary>
    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        Expr dummy = node.Graph.Parameter($"{Name} cotangent", node.Shape);
        Expr[] pulled = Pull(node, dummy);
        var moving = new List<Expr>();
        var directions = new List<Expr>();
        for (int i = 0; i < tangents.Length; i++)
        {
            if (tangents[i] is { } tangent)
            {
                moving.Add(pulled[i]);
                directions.Add(tangent);
            }
        }

        return ReverseMode.Vjp([.. moving], [.. directions], [dummy])[0];
    }

    public override Instruction Lower(Node node, Lowering lowering) => new ExternalInstruction(Function)
    {
        InputLengths = Array.ConvertAll(node.Inputs, n => n.Shape.Length),
        OutputLengths = Array.ConvertAll(Shapes, s => s.Length),
        State = lowering.NewState(),
        Inputs = lowering.Inputs(node),
        Output = lowering.Output(node),
    };

    private Expr[] Pull(Expr node, Expr cotangent)
    {
        var inputs = new Expr[node.Node.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = node.Input(i);
        }

        Expr[] pulled = Function.Vjp(inputs, Outputs(node, Shapes), Outputs(cotangent, Shapes));
        if (pulled.Length != inputs.Length)
        {
            throw new InvalidOperationException($"{Name}: Vjp must return one cotangent for each of the {inputs.Length} inputs, found {pulled.Length}.");
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            pulled[i] = Operands.Conform(node.Graph, pulled[i], inputs[i].Type);
        }

        return pulled;
    }
}
