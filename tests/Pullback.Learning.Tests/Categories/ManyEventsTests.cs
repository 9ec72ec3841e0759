using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Tiles;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories;

/// <summary>More events than fit into chunks of the usual size: the chunks grow, so that the memory to work in does not.</summary>
public sealed class ManyEventsTests
{
    private const int Many = 2_300_000;
    private const double Temperature = 0.6;

    [Fact]
    public void Chunks_grow_instead_of_becoming_more()
    {
        CategoryData data = Data(Many);
        TileChunk[] chunks = TileChunk.Of(data.Sets, 1);
        Assert.InRange(chunks.Length, Tile.ChunksAtMost / 2, Tile.ChunksAtMost + data.Sets.Count);
        Assert.Contains(chunks, chunk => chunk.Tiles > Tile.PerChunk);
        long events = chunks.Sum(chunk => ((chunk.Tiles - 1L) * Tile.Events) + chunk.LastEvents);
        Assert.InRange(events, Many, Many + (Tile.Lanes * data.Sets.Count));
    }

    [Fact]
    public void Yields_and_gradient_have_the_same_bits_for_any_number_of_threads()
    {
        CategoryModel model = ModelZoo.Model("mixture 1");
        double[] parameters = ModelZoo.Parameters(model);
        CategoryData data = Data(Many);
        double[][] found = [.. new[] { 1, 2, 5 }.Select(threads =>
        {
            var yields = new CategoryYields(model, data, threads);
            (double[] ds, double[] dq) = ModelZoo.Cotangents(yields);
            YieldTable soft = yields.Soft(parameters, Temperature);
            double[] gradient = new double[parameters.Length];
            yields.Gradient(parameters, Temperature, ds, dq, gradient);
            return (double[])[.. soft.Sums, .. soft.Squares, .. gradient];
        })];
        Assert.Equal(found[0], found[1]);
        Assert.Equal(found[0], found[2]);
        int categories = model.Categories;
        Assert.Equal(Many / 2.0, found[0][..categories].Sum(), 1e-12 * Many);
    }

    [Fact]
    public void An_evaluation_allocates_the_same_for_few_and_many_events()
    {
        long few = Allocated(10_000);
        Assert.Equal(few, Allocated(Many));
        Assert.InRange(few, 1, 20_000);
    }

    // Of one thread, once the memory to work in is there.
    private static long Allocated(int events)
    {
        CategoryModel model = ModelZoo.Model("mixture 1");
        double[] parameters = ModelZoo.Parameters(model);
        var yields = new CategoryYields(model, Data(events), threads: 1);
        (double[] ds, double[] dq) = ModelZoo.Cotangents(yields);
        double[] sums = new double[ds.Length];
        double[] gradient = new double[parameters.Length];
        void Evaluate()
        {
            yields.Evaluate(parameters, Temperature, sums, new double[sums.Length]);
            yields.Gradient(parameters, Temperature, ds, dq, gradient);
        }

        Evaluate();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Evaluate();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // Weights of one, half of them signal.
    private static CategoryData Data(int events) => new()
    {
        ScoreNames = ["score"],
        Sets = [.. new[] { "signal", "background" }.Select(name => new EventSet(
            name,
            Enumerable.Range(0, events / 2).Select(i => i * 0.6180339887498949 % 1.0).ToArray(),
            [new WeightColumn(name, null, VariationSide.Nominal, Enumerable.Repeat(1.0, events / 2).ToArray())]))],
    };
}
