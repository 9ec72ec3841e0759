using System.Globalization;
using Pullback.Autodiff;
using Pullback.Benchmarks.Racing;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;
using Pullback.Numerics.Random;
using Pullback.Numerics.Simd;

namespace Pullback.Benchmarks.Learning;

/// <summary>Yields of event categories with their gradient, one thread: the closed form, a loop written by hand for this model alone, the traced graph.</summary>
internal static class CategoryRace
{
    private const int Sets = 4;
    private const int EventsEach = 100_000;
    private const int Categories = 10;
    private const double Temperature = 0.7;

    public static void Run(TextWriter writer, int rounds)
    {
        foreach (int dimensions in new[] { 1, 2, 3 }) Run(writer, rounds, dimensions);
    }

    private static void Run(TextWriter writer, int rounds, int dimensions)
    {
        CategoryData data = Events(dimensions);
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = Categories, Dimensions = dimensions, MeanNormalization = MeanNormalization.Sigmoid });
        double[] parameters = model.Start(3, 0);
        var yields = new CategoryYields(model, data, threads: 1);
        double[] sums = new double[Sets * Categories];
        double[] squares = new double[sums.Length];
        double[] gradient = new double[parameters.Length];
        var race = new Race();
        race.Add("closed form", () =>
        {
            yields.Evaluate(parameters, Temperature, sums, squares);
            yields.Gradient(parameters, Temperature, sums, squares, gradient);
        });
        if (dimensions == 1 && Simd512<double>.IsSupported)
        {
            var fused = new FusedMixture([.. data.Sets.Select(s => s.Features.ToArray())], [.. data.Columns.Select(c => c.Weights.ToArray())], Categories);
            race.Add("loop written by hand", () =>
            {
                fused.Forward(model, parameters, Temperature);
                fused.Backward(model, parameters, Temperature, sums, squares);
            });
        }

        using Evaluator evaluator = Traced(model, data, parameters);
        race.Add("traced graph", () => evaluator.Evaluate());
        IReadOnlyList<RaceResult> results = race.Run(rounds);
        const double perNanosecond = 1e9 / ((double)Sets * EventsEach * Categories);
        foreach (RaceResult result in results)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{dimensions} scores, {result.Name}: {result.Median * perNanosecond:F2} ns per event and category (best {result.Best * perNanosecond:F2}), {result.Median / results[0].Median:F2} times the closed form's"));
        }
    }

    private static Evaluator Traced(CategoryModel model, CategoryData data, double[] parameters)
    {
        var graph = new Graph();
        Expr p = graph.Parameter("parameters", Shape.Of(parameters.Length));
        Expr t = graph.Parameter("temperature");
        var traced = new TracedYields(model, data, p, t);
        Expr loss = Op.Sum(Op.Square(traced.Sums)) + Op.Sum(Op.Square(traced.Squares));
        Evaluator evaluator = CompiledProgram.Compile([loss, .. Derivatives.Gradient(loss, p, t)], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        evaluator.Set(p, parameters);
        evaluator.Set(t, Temperature);
        traced.Bind(evaluator);
        return evaluator;
    }

    private static CategoryData Events(int dimensions) => new()
    {
        ScoreNames = [.. Enumerable.Range(0, dimensions).Select(i => string.Create(CultureInfo.InvariantCulture, $"score {i}"))],
        Sets =
        [
            .. Enumerable.Range(0, Sets).Select(s =>
            {
                string name = s == 0 ? "signal" : string.Create(CultureInfo.InvariantCulture, $"background {s}");
                var stream = new RandomStream(1, "events", (ulong)s);
                double[] scores = new double[EventsEach * dimensions];
                double[] weights = new double[EventsEach];
                stream.FillUniform(scores);
                stream.FillUniform(weights);
                return new EventSet(name, scores, [new WeightColumn(name, null, VariationSide.Nominal, weights)]);
            }),
        ],
    };
}
