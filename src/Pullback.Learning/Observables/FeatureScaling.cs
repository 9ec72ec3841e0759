using System.Numerics;
using Pullback.Numerics.Summation;

namespace Pullback.Learning.Observables;

/// <summary>The shift and scale of each feature that a network sees: <c>(x − shift) / scale</c>.</summary>
/// <param name="Shift">Shape [feature].</param>
/// <param name="Scale">Shape [feature], above 0.</param>
public sealed record FeatureScaling(IReadOnlyList<double> Shift, IReadOnlyList<double> Scale)
{
    /// <summary>Leaves features as they are.</summary>
    /// <param name="features">The number of features.</param>
    public static FeatureScaling None(int features) => new(new double[features], [.. Enumerable.Repeat(1.0, features)]);

    /// <summary>Mean 0 and standard deviation 1 over the events that training sees, each counted once. A constant feature is only shifted.</summary>
    /// <param name="data">The events.</param>
    /// <param name="validationFraction">The share of every set's events kept out of training.</param>
    /// <param name="seed">The seed of the split.</param>
    public static FeatureScaling Of(ObservableData data, double validationFraction = 0.0, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        int width = data.FeatureNames.Count;
        (EventSet Set, int[] Seen)[] parts = [.. data.Sets.Select(set => (set, TrainingSample<double>.Split(set, validationFraction, seed).Seen))];
        double[] shift = new double[width];
        double[] scale = new double[width];
        for (int f = 0; f < width; f++)
        {
            shift[f] = Mean(parts, width, f, x => x);
            double center = shift[f];
            double deviation = Math.Sqrt(Mean(parts, width, f, x => (x - center) * (x - center)));
            scale[f] = deviation > 0 ? deviation : 1.0;
        }

        return new FeatureScaling(shift, scale);
    }

    /// <summary>Converts the features of a set.</summary>
    /// <param name="features">Row-major. Shape [event, feature].</param>
    internal T[] Apply<T>(ReadOnlySpan<double> features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Shift.Count;
        var scaled = new T[features.Length];
        for (int i = 0; i < features.Length; i++) scaled[i] = T.CreateChecked((features[i] - Shift[i % width]) / Scale[i % width]);
        return scaled;
    }

    private static double Mean((EventSet Set, int[] Seen)[] parts, int width, int feature, Func<double, double> of)
    {
        var sum = default(CompensatedSum);
        long count = 0;
        foreach ((EventSet set, int[] seen) in parts)
        {
            ReadOnlySpan<double> features = set.Features.Span;
            foreach (int e in seen) sum.Add(of(features[(e * width) + feature]));
            count += seen.Length;
        }

        return sum.Value / count;
    }
}
