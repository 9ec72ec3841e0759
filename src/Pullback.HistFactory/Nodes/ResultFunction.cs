using Pullback.Autodiff;
using Pullback.HistFactory.Inference;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Nodes;

/// <summary>Inputs and counts in, a result of the analysis out. Value and gradient at one point share their fits.</summary>
internal sealed class ResultFunction(HistFactoryModel model, ModelResult result) : ExternalFunction
{
    private readonly ModelInference _inference = new(model);
    private readonly Lock _lock = new();
    private double[] _inputs = [];
    private double[] _counts = [];
    private double _value;
    private StatisticGradient _gradient = new([], []);

    public override string Name => $"HistFactory {result.Name}";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs)
    {
        NodeShapes.Require(Name, "inputs", inputs[0], model.Layout.Length);
        NodeShapes.Require(Name, "counts", inputs[1], model.BinCount);
        return [Shape.Scalar];
    }

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        lock (_lock)
        {
            Compute(inputs);
            outputs[0].Span[0] = _value;
        }
    }

    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents)
    {
        Expr[] gradient = Op.External(new Gradient(this), inputs[0], inputs[1]);
        return [.. gradient.Select(g => cotangents[0] * g)];
    }

    private void Compute(ReadOnlySpan<ReadOnlyMemory<double>> inputs)
    {
        if (inputs[0].Span.SequenceEqual(_inputs) && inputs[1].Span.SequenceEqual(_counts)) return;
        _inputs = [];
        _inference.Bind(inputs[0].Span);
        double[] counts = inputs[1].ToArray();
        (_value, _gradient) = result.Evaluate(_inference, new HistFactoryData(counts, _inference.BoundAuxiliaryData()));
        _counts = counts;
        _inputs = inputs[0].ToArray();
    }

    private sealed class Gradient(ResultFunction owner) : ExternalFunction
    {
        public override string Name => $"gradient of {owner.Name}";

        public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[1]];

        public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
        {
            lock (owner._lock)
            {
                owner.Compute(inputs);
                owner._gradient.Templates.ToArray().CopyTo(outputs[0].Span);
                owner._gradient.Counts.ToArray().CopyTo(outputs[1].Span);
            }
        }

        public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) => throw NodeShapes.NoSecondDerivative(Name);
    }
}
