using Pullback.Autodiff;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Nodes;

/// <summary>Parameters and inputs in, expected counts out.</summary>
internal sealed class RatesFunction(HistFactoryModel model) : ExternalFunction
{
    public override string Name => "HistFactory rates";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs)
    {
        NodeShapes.Require(Name, "parameters", inputs[0], model.Parameters.Count);
        NodeShapes.Require(Name, "inputs", inputs[1], model.Layout.Length);
        return [Shape.Of(model.BinCount)];
    }

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        (RateDerivatives<Real> rates, Real[] point) = Bind(inputs);
        Real[] values = rates.Rates(point);
        for (int b = 0; b < values.Length; b++) outputs[0].Span[b] = values[b].Value;
    }

    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
        Op.External(new Gradient(this), inputs[0], inputs[1], cotangents[0]);

    private (RateDerivatives<Real> Rates, Real[] Point) Bind(ReadOnlySpan<ReadOnlyMemory<double>> inputs)
    {
        var numbers = new BoundModel(model.Compiled);
        numbers.Bind(inputs[1].Span);
        var point = new Real[model.Parameters.Count];
        for (int i = 0; i < point.Length; i++) point[i] = new(inputs[0].Span[i]);
        return (new RateDerivatives<Real>(numbers), point);
    }

    private sealed class Gradient(RatesFunction owner) : ExternalFunction
    {
        public override string Name => $"gradient of {owner.Name}";

        public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[1]];

        public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
        {
            (RateDerivatives<Real> rates, Real[] point) = owner.Bind(inputs);
            var weights = new Real[inputs[2].Length];
            for (int b = 0; b < weights.Length; b++) weights[b] = new(inputs[2].Span[b]);
            var byParameter = new Real[point.Length];
            var byInput = new Real[inputs[1].Length];
            rates.AddGradient(point, weights, byParameter, byInput);
            for (int i = 0; i < byParameter.Length; i++) outputs[0].Span[i] = byParameter[i].Value;
            for (int i = 0; i < byInput.Length; i++) outputs[1].Span[i] = byInput[i].Value;
        }

        public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) => throw NodeShapes.NoSecondDerivative(Name);
    }
}
