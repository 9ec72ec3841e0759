using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Ops;

public sealed class ElementwiseTests
{
    public static TheoryData<string, double[]> Unary => new()
    {
        { "Exp", [-2.1, 0.3, 1.7] },
        { "Log", [0.2, 1.1, 7.5] },
        { "Log1P", [-0.4, 0.01, 3.0] },
        { "Expm1", [-1.2, 0.01, 2.0] },
        { "Sqrt", [0.3, 1.9, 16.0] },
        { "Abs", [-1.5, 0.7] },
        { "Sign", [-1.5, 0.7] },
        { "Sin", [-2.0, 0.4, 5.0] },
        { "Cos", [-2.0, 0.4, 5.0] },
        { "Tanh", [-1.4, 0.2, 2.2] },
        { "Sigmoid", [-3.0, 0.2, 2.0] },
        { "Softplus", [-3.0, 0.2, 4.0] },
        { "Relu", [-1.0, 0.7] },
        { "Square", [-1.3, 0.4] },
        { "Erf", [-1.1, 0.3, 1.6] },
        { "Erfc", [-1.1, 0.3, 1.6] },
        { "LogErfc", [-1.1, 0.3, 2.6] },
        { "NormalPdf", [-1.1, 0.3, 2.0] },
        { "NormalCdf", [-1.1, 0.3, 2.0] },
        { "LogNormalCdf", [-2.6, 0.3, 1.5] },
        { "LogGamma", [0.7, 2.4, 9.5] },
        { "Digamma", [0.7, 2.4, 9.5] },
        { "Trigamma", [0.7, 2.4, 9.5] },
        { "Negate", [-1.1, 0.3] },
    };

    public static TheoryData<string, double[], double[]> Binary => new()
    {
        { "Add", [0.5, -1.2], [2.0, 0.3] },
        { "Subtract", [0.5, -1.2], [2.0, 0.3] },
        { "Multiply", [0.5, -1.2], [2.0, 0.3] },
        { "Divide", [0.5, -1.2], [2.0, -0.8] },
        { "Min", [0.5, 1.2], [2.0, 0.3] },
        { "Max", [0.5, 1.2], [2.0, 0.3] },
        { "Less", [0.5, 1.2], [2.0, 0.3] },
        { "LessOrEqual", [0.5, 1.2], [2.0, 0.3] },
        { "Atan2", [0.5, -1.2], [2.0, -0.8] },
        { "Pow", [0.5, 1.7], [2.4, -1.3] },
    };

    [Theory]
    [MemberData(nameof(Unary))]
    public void Unary_derivatives_agree_in_every_mode(string operation, double[] points)
    {
        System.Reflection.MethodInfo method = typeof(Op).GetMethod(operation, [typeof(Expr)])!;
        Expect.Derivatives(x => (Expr)method.Invoke(null, [x[0]])!, [.. points.Select(p => new[] { p })]);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void Binary_derivatives_agree_in_every_mode(string operation, double[] left, double[] right)
    {
        System.Reflection.MethodInfo method = typeof(Op).GetMethod(operation, [typeof(Expr), typeof(Expr)])!;
        Expect.Derivatives(x => (Expr)method.Invoke(null, [x[0], x[1]])!, [.. left.Zip(right, (a, b) => new[] { a, b })]);
    }

    [Fact]
    public void Select_takes_the_derivative_of_the_selected_value() =>
        Expect.Derivatives(x => Op.Select(Op.Less(x[0], x[1]), x[0] * x[0] * x[1], Op.Exp(x[1])), [0.3, 0.8], [0.9, 0.2]);

    [Fact]
    public void Every_elementwise_operation_is_in_one_of_the_lists()
    {
        var listed = Unary.Select(r => r.Data.Item1).Concat(Binary.Select(r => r.Data.Item1)).ToHashSet();
        listed.UnionWith(["Select", "Polygamma"]);
        IEnumerable<string> operations = typeof(Op).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Pullback.Autodiff.Tracing.ElementwiseOperation)) && !t.IsAbstract
                && t.Namespace == typeof(Op).Namespace)
            .Select(t => t.Name[..^"Operation".Length]);
        Assert.Equal([], operations.Except(listed));
    }
}
