using Pullback.Autodiff;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories;

/// <summary>The yields of categories as sums over events in the graph: derivatives of every order, at several times the cost of <see cref="YieldFunction"/>.</summary>
public sealed class TracedYields
{
    private readonly List<(Expr Input, ReadOnlyMemory<double> Values)> _bindings = [];

    /// <summary>Traces the yields.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The events.</param>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Scalar.</param>
    public TracedYields(CategoryModel model, CategoryData data, Expr parameters, Expr temperature)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var sums = new List<Expr>();
        var squares = new List<Expr>();
        foreach (EventSet set in data.Sets)
        {
            var axis = new EventAxis(set.Name);
            Expr scores = parameters.Graph.EventInput("scores of " + set.Name, axis, Shape.Of(model.Dimensions));
            _bindings.Add((scores, set.Features));
            Expr probabilities = model.Probabilities(parameters, scores, temperature);
            foreach (WeightColumn column in set.Columns)
            {
                Expr weight = parameters.Graph.EventInput("weight of " + column.Label, axis);
                _bindings.Add((weight, column.Weights));
                sums.Add(Op.SumEvents(probabilities * weight));
                squares.Add(Op.SumEvents(probabilities * Op.Square(weight)));
            }
        }

        Sums = Op.Stack([.. sums]);
        Squares = Op.Stack([.. squares]);
    }

    /// <summary><c>S = Σ w γ</c>. Shape [column, category].</summary>
    public Expr Sums { get; }

    /// <summary><c>Q = Σ w² γ</c>. Shape [column, category].</summary>
    public Expr Squares { get; }

    /// <summary>Gives the events to an evaluator.</summary>
    /// <param name="evaluator">The evaluator of a program that uses the yields.</param>
    public void Bind(Evaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        foreach ((Expr input, ReadOnlyMemory<double> values) in _bindings) evaluator.Bind(input, values);
    }
}
