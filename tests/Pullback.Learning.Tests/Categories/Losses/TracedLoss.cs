using Pullback.Autodiff;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;

namespace Pullback.Learning.Tests.Categories.Losses;

/// <summary>The loss of an objective as a function of one vector: sums, then squares, then factors.</summary>
internal sealed class TracedLoss : IDisposable
{
    private readonly Expr _point;
    private readonly Expr _loss;
    private readonly Expr _gradient;
    private readonly Expr? _forward;
    private readonly Evaluator _evaluator;

    public TracedLoss(CategoryObjective objective, CategoryData data, int categories, IReadOnlyCollection<string> reweighted, bool forward = true)
    {
        int table = data.Columns.Count * categories;
        int length = (2 * table) + (reweighted.Count > 0 ? categories : 0);
        var graph = new Graph();
        _point = graph.Parameter("point", Shape.Of(length));
        Expr Table(int start) => Op.Reshape(Op.Slice(_point, 0, start, table), Shape.Of(data.Columns.Count, categories));
        Expr? factors = reweighted.Count > 0 ? Op.Slice(_point, 0, 2 * table, categories) : null;
        _loss = new CategoryLoss(objective, new CategoryCounts(data, Table(0), Table(table), factors, reweighted)).Loss;
        _gradient = Derivatives.Gradient(_loss, _point)[0];
        _forward = forward ? Derivatives.Jvp([_loss], [_point], [graph.Constant([.. Enumerable.Range(0, length).Select(i => Math.Cos(i))], _point.Shape)])[0] : null;
        _evaluator = CompiledProgram.Compile(_forward is { } f ? [_loss, _gradient, f] : [_loss, _gradient], new ProgramOptions { Threads = 1 }).CreateEvaluator();
    }

    /// <summary>The loss, its gradient, and its derivative along cos(0), cos(1), ... in forward mode (NaN where it was not asked for).</summary>
    public (double Loss, double[] Gradient, double Forward) At(double[] point)
    {
        _evaluator.Set(_point, point);
        _evaluator.Evaluate();
        return (_evaluator.Scalar(_loss), _evaluator.Float64(_gradient).ToArray(), _forward is { } f ? _evaluator.Scalar(f) : double.NaN);
    }

    public void Dispose() => _evaluator.Dispose();
}
