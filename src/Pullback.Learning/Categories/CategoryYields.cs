using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories;

/// <summary>The yields of a model's categories on given events, with their gradient in closed form.</summary>
/// <remarks>
/// <para><c>S_ck = Σ_i w_ci γ_ik</c>, <c>Q_ck = Σ_i w_ci² γ_ik</c>. Columns of one set share the probabilities γ.</para>
/// <para>Results do not depend on the number of threads. Thread-safe.</para>
/// <para><b>Reference:</b> [GatoHep2026].</para>
/// </remarks>
public sealed class CategoryYields
{
    private readonly int _threads;

    /// <summary>Takes the events over.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The events.</param>
    /// <param name="threads">Threads that share the work; 0 takes all cores. Never changes a result.</param>
    /// <exception cref="ArgumentException">Model and events are not valid or do not fit; the message lists every problem found.</exception>
    public CategoryYields(CategoryModel model, CategoryData data, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyList<string> problems = data.Problems(model);
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(data));
        Model = model;
        Data = data;
        Columns = data.Columns;
        _threads = threads;
    }

    /// <summary>The model.</summary>
    public CategoryModel Model { get; }

    /// <summary>The events.</summary>
    public CategoryData Data { get; }

    /// <summary>The columns of weights, in the order of the rows of the yields.</summary>
    public IReadOnlyList<WeightColumn> Columns { get; }

    /// <summary>The soft yields.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    public YieldTable Soft(ReadOnlySpan<double> parameters, double temperature)
    {
        var table = new YieldTable(Columns, Model.Categories, new double[Columns.Count * Model.Categories], new double[Columns.Count * Model.Categories]);
        Evaluate(parameters, temperature, table.Sums, table.Squares);
        return table;
    }

    /// <summary>The hard yields: every event counts in its most probable category alone.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0. Does not matter for mixtures; divides the steepness of sigmoids.</param>
    public YieldTable Hard(ReadOnlySpan<double> parameters, double temperature = 1.0)
    {
        int categories = Model.Categories;
        var table = new YieldTable(Columns, categories, new double[Columns.Count * categories], new double[Columns.Count * categories]);
        int row = 0;
        foreach (EventSet set in Data.Sets)
        {
            int[] assigned = Model.Assign(parameters, set.Features.Span, temperature);
            foreach (WeightColumn column in set.Columns)
            {
                ReadOnlySpan<double> weights = column.Weights.Span;
                for (int e = 0; e < assigned.Length; e++)
                {
                    table.Sums[(row * categories) + assigned[e]] += weights[e];
                    table.Squares[(row * categories) + assigned[e]] += weights[e] * weights[e];
                }

                row++;
            }
        }

        return table;
    }

    /// <summary>The soft yields, into given memory.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="sums">Receives S, row-major. Shape [column, category].</param>
    /// <param name="squares">Receives Q, row-major. Shape [column, category].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Evaluate(ReadOnlySpan<double> parameters, double temperature, Span<double> sums, Span<double> squares) =>
        Run(parameters, temperature, (graph, p, t, sum, square) => ([sum, square], []), [], [], sums, squares);

    /// <summary>The gradient of <c>Σ dS·S + dQ·Q</c>.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="sums">The cotangent dS of S, row-major. Shape [column, category].</param>
    /// <param name="squares">The cotangent dQ of Q, row-major. Shape [column, category].</param>
    /// <param name="gradient">Receives the derivative by each parameter. Shape [parameter].</param>
    /// <returns>The derivative by the temperature.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public double Gradient(ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, Span<double> gradient)
    {
        double[] slope = new double[1];
        Run(
            parameters,
            temperature,
            (graph, p, t, sum, square) =>
            {
                Expr ds = graph.Parameter("dS", sum.Shape);
                Expr dq = graph.Parameter("dQ", square.Shape);
                return (Derivatives.Vjp([sum, square], [ds, dq], [p, t]), [ds, dq]);
            },
            sums,
            squares,
            gradient,
            slope);
        return slope[0];
    }

    private delegate (Expr[] Outputs, Expr[] Inputs) Trace(Graph graph, Expr parameters, Expr temperature, Expr sums, Expr squares);

    private void Run(
        ReadOnlySpan<double> parameters, double temperature, Trace trace, ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> result, Span<double> otherResult)
    {
        var graph = new Graph();
        Expr p = graph.Parameter("parameters", Shape.Of(Model.ParameterCount));
        Expr t = graph.Parameter("temperature");
        var rows = new List<Expr>();
        var squareRows = new List<Expr>();
        var bindings = new List<(Expr Input, ReadOnlyMemory<double> Values)>();
        foreach (EventSet set in Data.Sets)
        {
            var axis = new EventAxis(set.Name);
            Expr x = graph.EventInput(string.Create(CultureInfo.InvariantCulture, $"scores of {set.Name}"), axis, Shape.Of(Model.Dimensions));
            bindings.Add((x, set.Features));
            Expr shares = Model.Probabilities(p, x, t);
            foreach (WeightColumn column in set.Columns)
            {
                Expr w = graph.EventInput("weight of " + column.Label, axis);
                bindings.Add((w, column.Weights));
                rows.Add(Op.SumEvents(shares * w));
                squareRows.Add(Op.SumEvents(shares * Op.Square(w)));
            }
        }

        (Expr[] outputs, Expr[] inputs) = trace(graph, p, t, Op.Stack([.. rows]), Op.Stack([.. squareRows]));
        using Evaluator evaluator = CompiledProgram.Compile(outputs, new ProgramOptions { Threads = _threads }).CreateEvaluator();
        evaluator.Set(p, parameters);
        evaluator.Set(t, temperature);
        if (inputs.Length > 0)
        {
            evaluator.Set(inputs[0], first);
            evaluator.Set(inputs[1], second);
        }

        foreach ((Expr input, ReadOnlyMemory<double> values) in bindings) evaluator.Bind(input, values);
        evaluator.Evaluate();
        evaluator.Float64(outputs[0]).CopyTo(result);
        evaluator.Float64(outputs[1]).CopyTo(otherResult);
    }
}
