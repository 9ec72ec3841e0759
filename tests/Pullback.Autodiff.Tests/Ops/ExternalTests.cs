using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Ops;

public sealed class ExternalTests
{
    [Fact]
    public void An_external_function_has_derivatives_of_every_order() =>
        Expect.Derivatives(x => Call(x), [0.7, 1.9], [1.2, -0.4]);

    [Fact]
    public void An_external_function_takes_uniform_values_only()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"));
        ArgumentException error = Assert.Throws<ArgumentException>(() => Op.External(new ProductAndSine(), x, x));
        Assert.Contains("Op.SumEvents", error.Message, StringComparison.Ordinal);
    }

    private static Expr Call(Expr[] x)
    {
        if (x[0].Axis is not null)
        {
            return 0;
        }

        Expr[] outputs = Op.External(new ProductAndSine(), x);
        return Op.Exp(outputs[0]) * (outputs[1] + 2);
    }

    /// <summary>(xy, sin x): two outputs of two inputs.</summary>
    private sealed class ProductAndSine : ExternalFunction
    {
        public override string Name => "productAndSine";

        public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [Shape.Scalar, Shape.Scalar];

        public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
        {
            double x = inputs[0].Span[0];
            outputs[0].Span[0] = x * inputs[1].Span[0];
            outputs[1].Span[0] = Math.Sin(x);
        }

        public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
        [
            (cotangents[0] * inputs[1]) + (cotangents[1] * Op.Cos(inputs[0])),
            cotangents[0] * inputs[0],
        ];
    }
}
