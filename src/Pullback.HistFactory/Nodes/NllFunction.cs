using Pullback.Autodiff;
using Pullback.HistFactory.Inference;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Nodes;

/// <summary>Parameters, inputs and counts in, −ln L out.</summary>
internal sealed class NllFunction(HistFactoryModel model) : ExternalFunction
{
    private readonly ModelInference _inference = new(model);
    private readonly Lock _lock = new();

    public override string Name => "HistFactory likelihood";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs)
    {
        NodeShapes.Require(Name, "parameters", inputs[0], model.Parameters.Count);
        NodeShapes.Require(Name, "inputs", inputs[1], model.Layout.Length);
        NodeShapes.Require(Name, "counts", inputs[2], model.BinCount);
        return [Shape.Scalar];
    }

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        lock (_lock)
        {
            _inference.Bind(inputs[1].Span);
            var data = new HistFactoryData(inputs[2].ToArray(), _inference.BoundAuxiliaryData());
            outputs[0].Span[0] = -_inference.LogPdf(inputs[0].Span, data).LogPdf;
        }
    }

    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents)
    {
        Expr[] gradient = Op.External(new Gradient(this), inputs[0], inputs[1], inputs[2]);
        return [.. gradient.Select(g => cotangents[0] * g)];
    }

    private sealed class Gradient(NllFunction owner) : ExternalFunction
    {
        public override string Name => $"gradient of {owner.Name}";

        public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[1], inputs[2]];

        public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
        {
            lock (owner._lock)
            {
                owner._inference.Bind(inputs[1].Span);
                var data = new HistFactoryData(inputs[2].ToArray(), owner._inference.BoundAuxiliaryData());
                owner._inference.NllGradient(inputs[0].Span, data, []).CopyTo(outputs[0].Span);
                StatisticGradient gradient = owner._inference.NllInputGradient(inputs[0].Span, data);
                gradient.Templates.ToArray().CopyTo(outputs[1].Span);
                gradient.Counts.ToArray().CopyTo(outputs[2].Span);
            }
        }

        public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) => throw NodeShapes.NoSecondDerivative(Name);
    }
}
