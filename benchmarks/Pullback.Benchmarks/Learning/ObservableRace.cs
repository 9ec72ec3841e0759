using System.Globalization;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Layers;
using Pullback.Learning.Observables;
using Pullback.Learning.Observables.Makers;
using Pullback.Learning.Training;
using Pullback.Numerics.MatrixProducts;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.Learning;

/// <summary>Epochs of the three-blobs training against the matrix products that its network cannot do without, in turn, both on two threads.</summary>
internal static class ObservableRace
{
    private const int Events = 1500;
    private const int Width = 1024;
    private const int Threads = 2;

    /// <summary>Forward, and backward to weights and to inputs: three products of the hidden layer.</summary>
    private const int Products = 3;

    public static void Run(TextWriter writer, int epochs)
    {
        foreach (int? batch in (int?[])[null, 250]) Run(writer, epochs, batch);
    }

    private static void Run(TextWriter writer, int epochs, int? batch)
    {
        var products = new List<double>();
        var reports = new List<EpochReport>();
        Action multiply = MatrixProducts();
        for (int i = 0; i < 3; i++) multiply();
        var blobs = new ThreeBlobs();
        var options = new ObservableOptions
        {
            Recipe = blobs.Recipe(GammaMode.Shared),
            Network = new NetworkOptions { Hidden = [Width, Width], Initializer = WeightInitializer.GlorotNormal },
            Training = new TrainingOptions { Epochs = epochs, BatchSize = batch, Threads = Threads },
        };
        new ObservableTrainer(options, blobs.Draw(1)).Train(new Listener(report =>
        {
            reports.Add(report);
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            multiply();
            products.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
        }));

        // The first epochs compile.
        double[] epoch = [.. reports.Skip(3).Select(r => r.Seconds)];
        double[] product = [.. products.Skip(3)];
        double[] statistics = [.. reports.Skip(3).Select(r => r.StatisticsSeconds)];
        double[] shares = [.. product.Zip(epoch, (p, e) => p / e)];
        double gigaflop = Products * 2e-9 * Events * Width * Width;
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(batch is { } size ? $"batches of {size} per blob" : "one step per epoch")}: epoch {Median(epoch) * 1e3:F1} ms, its {gigaflop:F1} GFLOP of products alone {Median(product) * 1e3:F1} ms "
            + $"({gigaflop / Median(product):F0} GFLOP/s), share {Median(shares):P0}; statistics {Median(statistics) * 1e6:F0} µs per epoch"));
    }

    private static Action MatrixProducts()
    {
        var shape = new MatrixProductShape(Events / Threads, Width, Width);
        float[] left = Numbers("left", Events * Width);
        float[] right = Numbers("right", Width * Width);
        float[] result = new float[Events * Width];
        float[][] workspaces = [.. Enumerable.Range(0, Threads).Select(_ => new float[MatrixProduct.WorkspaceLength<float>(shape)])];
        int part = shape.Rows * Width;
        void Multiply(int thread) =>
            MatrixProduct.Multiply(shape, left.AsSpan(thread * part, part), right, result.AsSpan(thread * part, part), workspaces[thread]);
        return () =>
        {
            for (int i = 0; i < Products; i++) Parallel.For(0, Threads, Multiply);
        };
    }

    private static float[] Numbers(string purpose, int count)
    {
        double[] numbers = new double[count];
        new RandomStream(1, purpose).FillNormal(numbers);
        return Array.ConvertAll(numbers, n => (float)n);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private sealed class Listener(Action<EpochReport> action) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => action(value);
    }
}
