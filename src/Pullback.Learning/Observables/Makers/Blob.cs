using Pullback.Numerics.Random;

namespace Pullback.Learning.Observables.Makers;

/// <summary>One normal blob of unit width in the plane.</summary>
internal readonly record struct Blob(string Process, string? Variation, VariationSide Side, IReadOnlyList<double> Mean, double Scale)
{
    /// <summary>Draws the blob; its stream is keyed by what it is, so that blobs are independent and do not depend on each other's order.</summary>
    public EventSet Draw(ulong seed, int points, double luminosity)
    {
        string name = Variation is null ? Process : $"{Process} {Variation} {Side}";
        var stream = new RandomStream(seed, "blob " + name);
        double[] features = new double[2 * points];
        stream.FillNormal(features);
        for (int i = 0; i < points; i++)
        {
            features[2 * i] += Mean[0];
            features[(2 * i) + 1] += Mean[1];
        }

        double[] weights = new double[points];
        Array.Fill(weights, Scale * luminosity / points);
        return new EventSet(name, features, [new WeightColumn(Process, Variation, Side, weights)]);
    }
}
