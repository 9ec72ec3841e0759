using Pullback.Autodiff;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;
using Pullback.Numerics.Simd;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories;

public sealed class YieldTests
{
    private const double Temperature = 0.6;

    public static TheoryData<string> Models => ModelZoo.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void The_closed_form_is_the_traced_graph(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        double[] parameters = ModelZoo.Parameters(model);
        CategoryData data = ModelZoo.Data(model);
        var yields = new CategoryYields(model, data);
        (double[] ds, double[] dq) = ModelZoo.Cotangents(yields);
        var graph = new Graph();
        Expr p = graph.Parameter("parameters", Shape.Of(model.ParameterCount));
        Expr t = graph.Parameter("temperature");
        var traced = new TracedYields(model, data, p, t);
        (Expr sums, Expr squares) = (traced.Sums, traced.Squares);
        Expr[] slopes = Derivatives.Vjp([sums, squares], [graph.Constant(ds, sums.Shape), graph.Constant(dq, sums.Shape)], [p, t]);
        Expr direction = graph.Parameter("direction", p.Shape);
        Expr[] forward = Derivatives.Jvp([sums, squares], [p], [direction]);
        using Evaluator evaluator = CompiledProgram.Compile([sums, squares, .. slopes, .. forward]).CreateEvaluator();
        evaluator.Set(p, parameters);
        evaluator.Set(t, Temperature);
        double[] along = [.. Enumerable.Range(0, parameters.Length).Select(i => 0.7 - (0.1 * (i % 9)))];
        evaluator.Set(direction, along);
        traced.Bind(evaluator);
        evaluator.Evaluate();

        YieldTable soft = yields.Soft(parameters, Temperature);
        double[] gradient = new double[parameters.Length];
        double slope = yields.Gradient(parameters, Temperature, ds, dq, gradient);
        Near(evaluator.Float64(sums), soft.Sums, "S");
        Near(evaluator.Float64(squares), soft.Squares, "Q");
        Near(evaluator.Float64(slopes[0]), gradient, "gradient");
        Closeness.Near(evaluator.Scalar(slopes[1]), slope, Closeness.Rounding, 1e-12 * gradient.Append(1.0).Max(Math.Abs), "temperature");

        double reverse = gradient.Zip(along, (a, b) => a * b).Sum();
        double jvp = Dot(evaluator.Float64(forward[0]), ds) + Dot(evaluator.Float64(forward[1]), dq);
        Closeness.Near(jvp, reverse, Closeness.Rounding, 1e-12 * gradient.Max(Math.Abs) * gradient.Length, "forward against reverse");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_gradient_is_that_of_differences(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        double[] parameters = ModelZoo.Parameters(model);
        var yields = new CategoryYields(model, ModelZoo.Data(model), threads: 1);
        (double[] ds, double[] dq) = ModelZoo.Cotangents(yields);
        double[] gradient = new double[parameters.Length];
        double slope = yields.Gradient(parameters, Temperature, ds, dq, gradient);
        double Value(double[] at, double temperature)
        {
            YieldTable soft = yields.Soft(at, temperature);
            return Dot(soft.Sums, ds) + Dot(soft.Squares, dq);
        }

        Closeness.GradientMatchesDifferences(at => Value(at, Temperature), parameters, gradient, name);
        if (model.Categories > 1) Closeness.GradientMatchesDifferences(at => Value(parameters, at[0]), [Temperature], [slope], name + " temperature");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Threads_and_widths_do_not_change_a_bit(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        double[] parameters = ModelZoo.Parameters(model);
        CategoryData data = ModelZoo.Data(model, scale: 60);
        (double[] Values, double[] Gradient) expected = Run(new CategoryYields(model, data, threads: 1));
        foreach (int threads in new[] { 2, 7 }) Same(new CategoryYields(model, data, threads));
        foreach (int lanes in Lanes()) Same(new CategoryYields(model, data, 1, lanes));

        (double[] Values, double[] Gradient) Run(CategoryYields yields)
        {
            (double[] ds, double[] dq) = ModelZoo.Cotangents(yields);
            YieldTable soft = yields.Soft(parameters, Temperature);
            double[] gradient = new double[parameters.Length];
            double slope = yields.Gradient(parameters, Temperature, ds, dq, gradient);
            return ([.. soft.Sums, .. soft.Squares], [.. gradient, slope]);
        }

        void Same(CategoryYields yields)
        {
            (double[] Values, double[] Gradient) found = Run(yields);
            Assert.Equal(expected.Values, found.Values);
            Assert.Equal(expected.Gradient, found.Gradient);
        }
    }

    [Fact]
    public void Evaluations_at_the_same_time_do_not_disturb_each_other()
    {
        CategoryModel model = ModelZoo.Model("mixture 2");
        double[] parameters = ModelZoo.Parameters(model);
        var yields = new CategoryYields(model, ModelZoo.Data(model, 30), threads: 2);
        double[] expected = yields.Soft(parameters, Temperature).Sums;
        Parallel.For(0, 20, _ => Assert.Equal(expected, yields.Soft(parameters, Temperature).Sums));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Yields_of_all_categories_sum_to_the_weights(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        var yields = new CategoryYields(model, ModelZoo.Data(model));
        double[] parameters = ModelZoo.Parameters(model);
        foreach (YieldTable table in new[] { yields.Soft(parameters, Temperature), yields.Hard(parameters) })
        {
            for (int c = 0; c < yields.Columns.Count; c++)
            {
                double total = yields.Columns[c].Weights.ToArray().Sum();
                double squares = yields.Columns[c].Weights.ToArray().Sum(w => w * w);
                Closeness.Near(total, table.Row(c).ToArray().Sum(), 1e-12, 1e-11, yields.Columns[c].Label);
                Closeness.Near(squares, table.SquaresRow(c).ToArray().Sum(), 1e-12, 1e-11, yields.Columns[c].Label);
            }
        }
    }

    [Fact]
    public void The_node_has_the_gradient_of_differences()
    {
        CategoryModel model = ModelZoo.Model("mixture 1");
        var yields = new CategoryYields(model, ModelZoo.Data(model));
        var graph = new Graph();
        Expr p = graph.Parameter("parameters", Shape.Of(model.ParameterCount));
        Expr t = graph.Parameter("temperature");
        (Expr sums, Expr squares) = new YieldFunction(yields).Of(p, t);
        Expr loss = Op.Sum(Op.Square(sums)) + Op.Sum(Op.Sqrt(squares));
        Expr[] slopes = Derivatives.Gradient(loss, p, t);
        using Evaluator evaluator = CompiledProgram.Compile([loss, .. slopes]).CreateEvaluator();
        double At(double[] at, double temperature)
        {
            evaluator.Set(p, at);
            evaluator.Set(t, temperature);
            evaluator.Evaluate();
            return evaluator.Scalar(loss);
        }

        double[] parameters = ModelZoo.Parameters(model);
        At(parameters, Temperature);
        double[] gradient = evaluator.Float64(slopes[0]).ToArray();
        double slope = evaluator.Scalar(slopes[1]);
        Closeness.GradientMatchesDifferences(at => At(at, Temperature), parameters, gradient);
        Closeness.GradientMatchesDifferences(at => At(parameters, at[0]), [Temperature], [slope]);
    }

    [Theory]
    [InlineData("mixture 1")]
    [InlineData("mixture 3")]
    [InlineData("sigmoid grid")]
    public void The_Hessian_of_the_node_is_that_of_the_traced_graph(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        CategoryData data = ModelZoo.Data(model);
        double[][] found = [.. new[] { true, false }.Select(closed =>
        {
            var graph = new Graph();
            Expr p = graph.Parameter("parameters", Shape.Of(model.ParameterCount));
            Expr t = graph.Parameter("temperature");
            TracedYields? traced = closed ? null : new TracedYields(model, data, p, t);
            (Expr sums, Expr squares) = traced is null ? new YieldFunction(new CategoryYields(model, data)).Of(p, t) : (traced.Sums, traced.Squares);
            Expr loss = Op.Sum(Op.Square(sums)) + Op.Sum(Op.Sqrt(squares + 1.0));
            Expr direction = graph.Constant([.. Enumerable.Range(0, model.ParameterCount).Select(i => 0.7 - (0.1 * (i % 9)))], p.Shape);
            Expr forward = Derivatives.Jvp([loss], [p], [direction])[0];
            Expr[] product = Derivatives.HessianVectorProduct(loss, [p, t], [direction, graph.Constant(0.3)]);
            using Evaluator evaluator = CompiledProgram.Compile([forward, .. product]).CreateEvaluator();
            evaluator.Set(p, ModelZoo.Parameters(model));
            evaluator.Set(t, Temperature);
            traced?.Bind(evaluator);
            evaluator.Evaluate();
            return (double[])[evaluator.Scalar(forward), .. evaluator.Float64(product[0]), evaluator.Scalar(product[1])];
        })];
        Near(found[1], found[0], "Hessian times vector");
    }

    [Fact]
    public void A_million_events_are_counted()
    {
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = 10, MeanNormalization = MeanNormalization.Sigmoid });
        double[] parameters = ModelZoo.Parameters(model);
        const int events = 1_000_000;
        double[] scores = model.Sample(parameters, events, 3);
        double[] weights = [.. Enumerable.Repeat(0.25, events)];
        var yields = new CategoryYields(model, new CategoryData
        {
            ScoreNames = ["score"],
            Sets = [new EventSet("all", scores, [new WeightColumn("signal", null, VariationSide.Nominal, weights), new WeightColumn("background", null, VariationSide.Nominal, weights)])],
        });
        YieldTable soft = yields.Soft(parameters, 1.0);
        IReadOnlyList<MixtureComponent> components = model.Components(parameters);

        // At temperature 1 the mean probability of events from the mixture is the weight of the component.
        for (int k = 0; k < 10; k++)
            Closeness.Near(components[k].Weight, soft.Row(0)[k] / (0.25 * events), 0.0, Tolerance.Statistical(events, 5, 0.5).Absolute, $"category {k}");
        Assert.Equal(0.25 * events, yields.Hard(parameters).Row(1).ToArray().Sum());
    }

    [Fact]
    public void Tables_of_wrong_size_are_refused()
    {
        CategoryModel model = ModelZoo.Model("mixture 1");
        var yields = new CategoryYields(model, ModelZoo.Data(model));
        double[] parameters = ModelZoo.Parameters(model);
        Assert.Contains("found 3 and 3", Assert.Throws<ArgumentException>(() => yields.Evaluate(parameters, 1.0, new double[3], new double[3])).Message, StringComparison.Ordinal);
        Assert.Contains("found 2", Assert.Throws<ArgumentException>(() => yields.Soft([1, 2], 1.0)).Message, StringComparison.Ordinal);
        Assert.Contains("above 0", Assert.Throws<ArgumentException>(() => yields.Soft(parameters, 0.0)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Lanes()
    {
        yield return 1;
        if (Simd128<double>.IsSupported) yield return 2;
        if (Simd256<double>.IsSupported) yield return 4;
        if (Simd512<double>.IsSupported) yield return 8;
    }

    private static void Near(ReadOnlySpan<double> expected, double[] found, string what)
    {
        double scale = 0.0;
        foreach (double e in expected) scale = Math.Max(scale, Math.Abs(e));
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++) Closeness.Near(expected[i], found[i], Closeness.Rounding, Closeness.Rounding * scale, $"{what} {i}");
    }

    private static double Dot(ReadOnlySpan<double> a, double[] b)
    {
        double sum = 0.0;
        for (int i = 0; i < b.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
