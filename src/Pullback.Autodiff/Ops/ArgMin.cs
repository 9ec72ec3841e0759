using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;
using Pullback.Autodiff.Transforms;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>The point at which an objective of the graph is smallest: an inner fit as a node.</summary>
    /// <remarks>
    /// <para>The objective may contain sums over events; its event values are computed again for each point of the minimisation.</para>
    /// <para><b>Derivative.</b> By the implicit function theorem: one solve with the Hessian at the minimum, <c>dθ = −H⁻¹ ∂²L/∂θ∂c dc</c>.
    /// A variable at a bound that the gradient pushes it against does not move and drops out. The rule is written in operations of the
    /// graph, so derivatives of every order exist. The starting point has no influence on the solution and no derivative.</para>
    /// </remarks>
    /// <param name="objective">The uniform float64 scalar to minimise, an expression of the variables and any other values.</param>
    /// <param name="minimizer">Finds the minimum.</param>
    /// <param name="variables">The variables with starting points and bounds.</param>
    /// <returns>The minimum: for each variable a value of its shape.</returns>
    /// <exception cref="ArgumentException">The objective is not a uniform float64 scalar, or a variable is not a float64 parameter.</exception>
    public static Expr[] ArgMin(Expr objective, IInnerMinimizer minimizer, params IReadOnlyList<ArgMinVariable> variables)
    {
        ArgumentNullException.ThrowIfNull(minimizer);
        ArgumentNullException.ThrowIfNull(variables);
        if (objective.IsNumber || objective.Axis is not null || objective.Shape.Rank != 0 || objective.ElementType != ElementType.Float64)
        {
            throw new ArgumentException($"argMin: the objective must be a uniform float64 scalar, found {objective}. Sum it over events with Op.SumEvents.", nameof(objective));
        }

        var parameters = new Expr[variables.Count];
        var starts = new Expr[variables.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            Expr variable = variables[i].Variable;
            if (variable.IsNumber || variable.Node.Operation is not ParameterOperation || variable.ElementType != ElementType.Float64)
            {
                throw new ArgumentException($"argMin: a variable must be a float64 value made by Graph.Parameter, found {variable}.", nameof(variables));
            }

            parameters[i] = variable;
            starts[i] = Reshape(Operands.Conform(objective.Graph, variables[i].Start, variable.Type), Shape.Of(variable.Shape.Length));
        }

        Node[] captured = Capture.Find(objective, parameters);
        Expr start = Concat(0, starts);
        var operation = new ArgMinOperation(
            objective,
            new EquatableArray<Expr>(parameters),
            new EquatableArray<double>([.. variables.SelectMany(v => Enumerable.Repeat(v.Lower, v.Variable.Shape.Length))]),
            new EquatableArray<double>([.. variables.SelectMany(v => Enumerable.Repeat(v.Upper, v.Variable.Shape.Length))]),
            minimizer);
        Node node = objective.Graph.Intern(operation, [start.Node, .. captured], start.Type);
        return operation.Split(new Expr(node));
    }
}

/// <summary>An inner minimisation. Inputs: the starting point, then the captured values. The result is one flat vector.</summary>
internal sealed record ArgMinOperation(
    Expr Objective, EquatableArray<Expr> Variables, EquatableArray<double> LowerBounds, EquatableArray<double> UpperBounds, IInnerMinimizer Minimizer) : Operation
{
    public override string Name => "argMin";

    public override double Cost(Node node) => 1e5;

    /// <summary>The parts of a flat vector in the shapes of the variables.</summary>
    public Expr[] Split(Expr flat)
    {
        var parts = new Expr[Variables.Items.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            Shape shape = Variables.Items[i].Shape;
            parts[i] = Op.Reshape(Op.Slice(flat, 0, start, shape.Length), shape);
            start += shape.Length;
        }

        return parts;
    }

    public override void CheckDifferentiable(ReadOnlySpan<Expr> wrt)
    {
        foreach (Expr value in wrt)
        {
            if (value.Axis is not null && Traversal.Between([Objective], [value]).Contains(Objective.Node))
            {
                throw new ArgumentException(
                    $"argMin: the objective depends on the event value {value}, and a derivative of a solution by an event value is not available. "
                    + "Differentiate by the parameters the event value is made of.", nameof(wrt));
            }
        }
    }

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        if (input == 0)
        {
            return null;
        }

        Expr[] gradient = Derivatives.Gradient(Objective, Variables.Items);
        Expr[] weights = Split(SolveFree(node, cotangent));
        var captured = new Expr[node.Node.Inputs.Length - 1];
        for (int i = 0; i < captured.Length; i++)
        {
            captured[i] = node.Input(i + 1);
        }

        Expr? mixed = ReverseMode.Vjp(gradient, weights, captured, independent: true)[input - 1];
        return mixed is { } value ? -Substitution.Replace([value], Variables.Items, Split(node))[0] : null;
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        var moving = new List<Expr>();
        var directions = new List<Expr>();
        for (int i = 1; i < tangents.Length; i++)
        {
            if (tangents[i] is { } tangent)
            {
                moving.Add(node.Input(i));
                directions.Add(tangent);
            }
        }

        if (moving.Count == 0)
        {
            return null;
        }

        Expr[] gradient = Derivatives.Gradient(Objective, Variables.Items);
        Expr mixed = Flat(Derivatives.Jvp(gradient, [.. moving], [.. directions]));
        return -SolveFree(node, Substitution.Replace([mixed], Variables.Items, Split(node))[0]);
    }

    public override Instruction Lower(Node node, Lowering lowering) => new ArgMinInstruction(this, [.. node.Inputs.Skip(1).Select(n => n.Type)])
    {
        State = lowering.NewState(),
        Inputs = lowering.Inputs(node),
        Output = lowering.Output(node),
    };

    /// <summary>The objective in a graph of its own, with the captured values as parameters.</summary>
    public Capture Cut() => Capture.Of(Objective, Variables.Items, Capture.Find(Objective, Variables.Items));

    private static Expr Flat(Expr[] parts) =>
        Op.Concat(0, Array.ConvertAll(parts, p => Op.Reshape(p, Shape.Of(p.Shape.Length))));

    /// <summary>Solves with the Hessian at the minimum, restricted to the variables that can move.</summary>
    private Expr SolveFree(Expr node, Expr right)
    {
        Expr[] variables = Variables.Items;
        int order = node.Shape.Length;
        Expr[] gradient = Derivatives.Gradient(Objective, variables);
        Expr[,] blocks = Derivatives.Hessian(Objective, variables);
        var rows = new Expr[variables.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            var row = new Expr[variables.Length];
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = Op.Reshape(blocks[i, j], Shape.Of(variables[i].Shape.Length, variables[j].Shape.Length));
            }

            rows[i] = Op.Concat(1, row);
        }

        Expr[] atMinimum = Substitution.Replace([Op.Concat(0, rows), Flat(gradient)], variables, Split(node));
        Expr hessian = atMinimum[0];
        if (!Array.Exists(LowerBounds.Items, double.IsFinite) && !Array.Exists(UpperBounds.Items, double.IsFinite))
        {
            return Op.Solve(hessian, right);
        }

        Graph graph = node.Graph;
        Expr lower = graph.Constant(LowerBounds.Items, node.Shape);
        Expr upper = graph.Constant(UpperBounds.Items, node.Shape);
        Expr held = Op.Max(
            Op.LessOrEqual(node, lower) * Op.Less(0, atMinimum[1]),
            Op.LessOrEqual(upper, node) * Op.Less(atMinimum[1], 0));
        Expr free = 1 - held;
        Expr column = Op.Reshape(free, Shape.Of(order, 1));
        Expr identity = Op.Identity(graph, order);
        Expr matrix = (column * hessian * free) + (identity * held);
        return free * Op.Solve(matrix, free * right);
    }
}
