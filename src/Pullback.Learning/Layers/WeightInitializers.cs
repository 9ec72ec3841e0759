using System.Numerics;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Layers;

/// <summary>Draws first weights.</summary>
public static class WeightInitializers
{
    /// <summary>Fills a weight matrix.</summary>
    /// <param name="initializer">Which distribution.</param>
    /// <param name="weights">Shape [input, output].</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="stream">The random numbers.</param>
    public static void Fill<T>(WeightInitializer initializer, Span<T> weights, int inputs, int outputs, RandomStream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        double variance = initializer switch
        {
            WeightInitializer.GlorotNormal or WeightInitializer.GlorotUniform => 2.0 / (inputs + outputs),
            WeightInitializer.HeNormal or WeightInitializer.HeUniform => 2.0 / inputs,
            _ => 1.0 / inputs,
        };
        double deviation = Math.Sqrt(variance);
        bool uniform = initializer is WeightInitializer.GlorotUniform or WeightInitializer.HeUniform or WeightInitializer.LecunUniform;
        double half = Math.Sqrt(3.0) * deviation;
        foreach (ref T weight in weights) weight = T.CreateChecked(uniform ? stream.Uniform(-half, half) : stream.Normal(0.0, deviation));
    }
}
