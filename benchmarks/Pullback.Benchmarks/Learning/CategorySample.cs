using System.Globalization;
using System.Runtime.InteropServices;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.Learning;

/// <summary>The model and the events of the race <c>categories</c>: one signal towards 1 and three backgrounds towards 0 in every score, a quarter of the events each.</summary>
internal sealed class CategorySample
{
    public const int Sets = 4;
    public const int Categories = 10;
    public const double Temperature = 0.7;
    private const double SignalYield = 300.0;
    private const double BackgroundYield = 3000.0;

    public CategorySample(int dimensions, int events)
    {
        Dimensions = dimensions;
        EventsEach = events / Sets;
        Model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = Categories, Dimensions = dimensions, MeanNormalization = MeanNormalization.Sigmoid });
        Parameters = Model.Start(3, 0);

        // Factors that are neither diagonal nor all alike, as after some epochs.
        new RandomStream(3, "factors").FillNormal(Parameters.AsSpan(Model.Layout.Cholesky));
        for (int i = Model.Layout.Cholesky; i < Parameters.Length; i++) Parameters[i] *= 0.3;
        Data = new CategoryData
        {
            ScoreNames = [.. Enumerable.Range(0, dimensions).Select(i => string.Create(CultureInfo.InvariantCulture, $"score {i}"))],
            Sets = [.. Enumerable.Range(0, Sets).Select(Set)],
        };
    }

    public int Dimensions { get; }

    public int EventsEach { get; }

    public int Events => Sets * EventsEach;

    public GaussianMixtureModel Model { get; }

    public double[] Parameters { get; }

    public CategoryData Data { get; }

    /// <summary>Seconds of an epoch to nanoseconds per event and category.</summary>
    public double PerNanosecond => 1e9 / ((double)Events * Categories);

    /// <summary>Writes scores, weights and parameters for a rival.</summary>
    public void Save(string folder)
    {
        Write("scores", Data.Sets.Select(s => s.Features));
        Write("weights", Data.Columns.Select(c => c.Weights));
        Write("parameters", [Parameters]);
        void Write(string name, IEnumerable<ReadOnlyMemory<double>> parts)
        {
            using FileStream file = File.Create(Path.Combine(folder, name));
            foreach (ReadOnlyMemory<double> part in parts) file.Write(MemoryMarshal.AsBytes(part.Span));
        }
    }

    private EventSet Set(int index)
    {
        string name = index == 0 ? "signal" : string.Create(CultureInfo.InvariantCulture, $"background {index}");
        var stream = new RandomStream(1, "events", (ulong)index);
        double[] scores = new double[EventsEach * Dimensions];
        double[] weights = new double[EventsEach];
        stream.FillUniform(scores);
        stream.FillUniform(weights);
        double power = index == 0 ? 0.5 : 1.0 + (0.5 * index);
        double scale = 2.0 * (index == 0 ? SignalYield : BackgroundYield) / EventsEach;
        for (int i = 0; i < scores.Length; i++) scores[i] = Math.Pow(scores[i], power);
        for (int i = 0; i < weights.Length; i++) weights[i] *= scale;
        return new EventSet(name, scores, [new WeightColumn(name, null, VariationSide.Nominal, weights)]);
    }
}
