using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Ops;

public sealed class MatMulTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Uniform_product_and_its_gradient_match_loops(bool transposeA, bool transposeB)
    {
        var graph = new Graph();
        (int m, int k, int n) = (3, 5, 4);
        Expr a = graph.Parameter("a", transposeA ? Shape.Of(k, m) : Shape.Of(m, k));
        Expr b = graph.Parameter("b", transposeB ? Shape.Of(n, k) : Shape.Of(k, n));
        Expr product = Op.MatMul(a, b, transposeA, transposeB);
        Expr value = Op.Sum(Op.Square(product));
        Expr[] gradient = Derivatives.Gradient(value, a, b);
        using EveryExecutor evaluator = EveryExecutor.Of([product, value, .. gradient]);
        double[] av = Numbers(m * k, 0.3);
        double[] bv = Numbers(k * n, 0.7);
        evaluator.Set(a, av);
        evaluator.Set(b, bv);
        evaluator.Evaluate();
        double A(int i, int l) => transposeA ? av[(l * m) + i] : av[(i * k) + l];
        double B(int l, int j) => transposeB ? bv[(j * k) + l] : bv[(l * n) + j];
        double C(int i, int j) => Enumerable.Range(0, k).Sum(l => A(i, l) * B(l, j));
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(C(i, j), evaluator.Float64(product)[(i * n) + j], 1e-13);
            }

            for (int l = 0; l < k; l++)
            {
                double expected = Enumerable.Range(0, n).Sum(j => 2 * C(i, j) * B(l, j));
                Assert.Equal(expected, evaluator.Float64(gradient[0])[transposeA ? (l * m) + i : (i * k) + l], 1e-12);
            }
        }

        for (int l = 0; l < k; l++)
        {
            for (int j = 0; j < n; j++)
            {
                double expected = Enumerable.Range(0, m).Sum(i => 2 * C(i, j) * A(i, l));
                Assert.Equal(expected, evaluator.Float64(gradient[1])[transposeB ? (j * k) + l : (l * n) + j], 1e-12);
            }
        }
    }

    [Fact]
    public void A_product_of_rows_that_are_the_same_in_every_event_is_done_once()
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr row = graph.Parameter("row", Shape.Of(3));
        Expr matrix = graph.Parameter("matrix", Shape.Of(3, 4));
        Expr x = graph.EventInput("x", axis, Shape.Of(4));
        Expr value = Op.SumEvents(Op.Sum(Op.MatMul(Op.BroadcastEvents(row, axis), matrix) * x));
        Expr[] gradient = Derivatives.Gradient(value, row, matrix);
        Assert.DoesNotContain("matMul", Pass(CompiledProgram.Compile([value, .. gradient])), StringComparison.Ordinal);
        using EveryExecutor evaluator = EveryExecutor.Of([value, .. gradient]);
        double[] r = Numbers(3, 0.3);
        double[] m = Numbers(12, 0.7);
        double[] rows = Numbers(4 * 50, 0.1);
        evaluator.Set(row, r);
        evaluator.Set(matrix, m);
        evaluator.Bind(x, rows);
        evaluator.Evaluate();
        double[] sums = [.. Enumerable.Range(0, 4).Select(j => Enumerable.Range(0, 50).Sum(e => rows[(4 * e) + j]))];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Enumerable.Range(0, 4).Sum(j => m[(4 * i) + j] * sums[j]), evaluator.Float64(gradient[0])[i], 1e-12);
            for (int j = 0; j < 4; j++) Assert.Equal(r[i] * sums[j], evaluator.Float64(gradient[1])[(4 * i) + j], 1e-12);
        }

        static string Pass(CompiledProgram program) => string.Join('\n', program.Explain().Split('\n').SkipWhile(l => !l.StartsWith("Pass", StringComparison.Ordinal)).TakeWhile(l => !l.StartsWith("Uniform", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(700)]
    public void A_network_matches_loops_in_value_and_gradient(int events)
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr x = graph.EventInput("x", axis, Shape.Of(3));
        Expr w1 = graph.Parameter("w1", Shape.Of(3, 5));
        Expr b1 = graph.Parameter("b1", Shape.Of(5));
        Expr w2 = graph.Parameter("w2", Shape.Of(5, 2));
        Expr hidden = Op.Tanh(Op.MatMul(x, w1) + b1);
        Expr y = Op.MatMul(hidden, w2);
        Expr loss = Op.SumEvents(Op.Sum(Op.Square(y)));
        Expr[] gradient = Derivatives.Gradient(loss, w1, b1, w2, x);
        using EveryExecutor evaluator = EveryExecutor.Of([y, loss, .. gradient]);
        double[] xv = Numbers(events * 3, 0.11);
        double[] w1v = Numbers(15, 0.4);
        double[] b1v = Numbers(5, 0.9);
        double[] w2v = Numbers(10, 0.6);
        evaluator.Bind(x, xv);
        evaluator.Set(w1, w1v);
        evaluator.Set(b1, b1v);
        evaluator.Set(w2, w2v);
        evaluator.Evaluate();

        double[] gw1 = new double[15];
        double[] gb1 = new double[5];
        double[] gw2 = new double[10];
        double total = 0;
        for (int e = 0; e < events; e++)
        {
            double[] h = [.. Enumerable.Range(0, 5).Select(j => Math.Tanh(b1v[j] + Enumerable.Range(0, 3).Sum(i => xv[(e * 3) + i] * w1v[(i * 5) + j])))];
            double[] o = [.. Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, 5).Sum(j => h[j] * w2v[(j * 2) + k]))];
            double[] gx = new double[3];
            for (int k = 0; k < 2; k++)
            {
                Assert.Equal(o[k], evaluator.Float64(y)[(e * 2) + k], 1e-13);
                total += o[k] * o[k];
            }

            for (int j = 0; j < 5; j++)
            {
                double back = Enumerable.Range(0, 2).Sum(k => 2 * o[k] * w2v[(j * 2) + k]) * (1 - (h[j] * h[j]));
                gb1[j] += back;
                for (int i = 0; i < 3; i++)
                {
                    gw1[(i * 5) + j] += back * xv[(e * 3) + i];
                    gx[i] += back * w1v[(i * 5) + j];
                }

                for (int k = 0; k < 2; k++)
                {
                    gw2[(j * 2) + k] += 2 * o[k] * h[j];
                }
            }

            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(gx[i], evaluator.Float64(gradient[3])[(e * 3) + i], 1e-12);
            }
        }

        Assert.Equal(total, evaluator.Scalar(loss), 1e-11 * total);
        Close(gw1, evaluator.Float64(gradient[0]));
        Close(gb1, evaluator.Float64(gradient[1]));
        Close(gw2, evaluator.Float64(gradient[2]));
    }

    [Fact]
    public void Float32_gradients_agree_with_float64_to_a_millionth_of_the_largest()
    {
        double[] single = Gradient(ElementType.Float32);
        double[] both = Gradient(ElementType.Float64);
        double scale = both.Max(Math.Abs);
        for (int i = 0; i < both.Length; i++)
        {
            Assert.Equal(both[i], single[i], 2e-6 * scale);
        }
    }

    [Fact]
    public void A_uniform_matrix_times_event_vectors_is_the_product_for_each_event()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"), Shape.Of(2));
        Expr a = graph.Parameter("a", Shape.Of(3, 2));
        Expr y = Op.MatMul(a, x);
        using EveryExecutor evaluator = EveryExecutor.Of([y]);
        evaluator.Set(a, [1, 2, 3, 4, 5, 6]);
        evaluator.Bind(x, new double[] { 1, 10, 2, 20 });
        evaluator.Evaluate();
        Assert.Equal([21, 43, 65, 42, 86, 130], evaluator.Float64(y).ToArray());
    }

    [Fact]
    public void Two_event_matrices_are_multiplied_event_by_event()
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr x = graph.EventInput("x", axis, Shape.Of(2, 2));
        Expr y = graph.EventInput("y", axis, Shape.Of(2));
        Expr z = Op.MatMul(x, y);
        using EveryExecutor evaluator = EveryExecutor.Of([z]);
        evaluator.Bind(x, new double[] { 1, 2, 3, 4, 0, 1, 1, 0 });
        evaluator.Bind(y, new double[] { 5, 6, 7, 8 });
        evaluator.Evaluate();
        Assert.Equal([17, 39, 8, 7], evaluator.Float64(z).ToArray());
    }

    [Fact]
    public void Inner_dimensions_must_agree()
    {
        var graph = new Graph();
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Op.MatMul(graph.Parameter("a", Shape.Of(3, 2)), graph.Parameter("b", Shape.Of(3, 2))));
        Assert.Contains("[3, 2] times [3, 2]", error.Message, StringComparison.Ordinal);
    }

    private static double[] Gradient(ElementType type)
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"), Shape.Of(4), type);
        Expr w = graph.Parameter("w", Shape.Of(4, 6), type);
        Expr loss = Op.SumEvents(Op.Sum(Op.Sigmoid(Op.MatMul(x, w))));
        Expr gradient = Op.Cast(Derivatives.Gradient(loss, w)[0], ElementType.Float64);
        using EveryExecutor evaluator = EveryExecutor.Of([gradient]);
        evaluator.Bind(x, Numbers(4 * 999, 0.21));
        evaluator.Set(w, Numbers(24, 0.33));
        evaluator.Evaluate();
        return evaluator.Float64(gradient).ToArray();
    }

    private static void Close(double[] expected, ReadOnlySpan<double> actual)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * scale);
        }
    }

    private static double[] Numbers(int count, double step) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(step * (i + 1)))];
}
