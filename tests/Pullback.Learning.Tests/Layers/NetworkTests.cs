using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Tests.Layers;

public sealed class NetworkTests
{
    [Theory]
    [InlineData(Activation.Identity)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.LeakyRelu)]
    [InlineData(Activation.Elu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Softplus)]
    [InlineData(Activation.Swish)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.Selu)]
    [InlineData(Activation.RandomizedLeakyRelu)]
    [InlineData(Activation.LogSigmoid)]
    public void A_network_is_its_formula(Activation activation)
    {
        double[] x = [0.3, -1.2, 0.8, 0.1, -0.4, 2.0];
        double[] weights = Weights(activation, out double[] outputs, x);
        for (int e = 0; e < 3; e++)
        {
            double[] hidden = new double[4];
            for (int j = 0; j < 4; j++) hidden[j] = Value(activation, (x[2 * e] * weights[j]) + (x[(2 * e) + 1] * weights[4 + j]) + weights[8 + j]);
            double expected = weights[16];
            for (int j = 0; j < 4; j++) expected += hidden[j] * weights[12 + j];
            Assert.Equal(expected, outputs[e], 1e-13);
        }
    }

    [Fact]
    public void A_layer_more_does_not_change_the_first_weights_of_the_others()
    {
        double[] small = First([4]);
        double[] large = First([4, 5]);
        Assert.Equal(small[..12], large[..12]);
    }

    [Fact]
    public void Shapes_that_cannot_be_are_refused_together()
    {
        string message = Assert.Throws<ArgumentException>(() => new Network(
            new NetworkOptions { Inputs = 0, Hidden = [3, 0], Dropout = 1 }, new WeightList(new Graph(), ElementType.Float64))).Message;
        Assert.Contains("0 inputs", message, StringComparison.Ordinal);
        Assert.Contains("Hidden layer 1", message, StringComparison.Ordinal);
        Assert.Contains("dropout", message, StringComparison.Ordinal);
    }

    private static double[] First(int[] hidden)
    {
        var list = new WeightList(new Graph(), ElementType.Float64);
        var network = new Network(new NetworkOptions { Inputs = 2, Hidden = hidden, Element = ElementType.Float64 }, list);
        double[] weights = new double[list.Length];
        network.Initialize<double>(weights, 3);
        return weights;
    }

    private static double[] Weights(Activation activation, out double[] outputs, double[] x)
    {
        var graph = new Graph();
        var list = new WeightList(graph, ElementType.Float64);
        var network = new Network(new NetworkOptions { Inputs = 2, Hidden = [4], Activation = activation, Element = ElementType.Float64, BiasDeviation = 0.5 }, list);
        double[] weights = new double[list.Length];
        network.Initialize<double>(weights, 3);
        Expr input = graph.EventInput("x", new EventAxis("events"), Shape.Of(2));
        Expr output = network.Apply(input);
        using Evaluator evaluator = CompiledProgram.Compile([output]).CreateEvaluator();
        list.Set<double>(evaluator, weights);
        evaluator.Bind(input, x);
        evaluator.Evaluate();
        outputs = evaluator.Float64(output).ToArray();
        return weights;
    }

    private static double Value(Activation activation, double x) => activation switch
    {
        Activation.Identity => x,
        Activation.Relu => Math.Max(x, 0),
        Activation.LeakyRelu => x > 0 ? x : 0.01 * x,
        Activation.Elu => x > 0 ? x : Math.Exp(x) - 1,
        Activation.Tanh => Math.Tanh(x),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Activation.Softplus => Math.Log(1 + Math.Exp(x)),
        Activation.Swish => x / (1 + Math.Exp(-x)),
        Activation.Gelu => x * Numerics.SpecialFunctions.SpecialMath.NormalCdf(x),
        Activation.Selu => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        Activation.RandomizedLeakyRelu => x > 0 ? x : ((1.0 / 8.0) + (1.0 / 3.0)) / 2.0 * x,
        Activation.LogSigmoid => -Math.Log(1 + Math.Exp(-x)),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };
}
