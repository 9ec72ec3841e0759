using System.Globalization;
using System.Numerics;
using Pullback.Learning.Estimators.Networks;
using Pullback.Learning.Layers;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Training;

/// <summary>Draws the first weights of an estimator.</summary>
/// <remarks>
/// Dense layers: weights uniform in <c>±0.5/√n</c> for <c>n</c> inputs, biases in <c>±3/√n</c>, so that the units switch at different places of the scaled
/// inputs; MadMiner takes <c>±1/√n</c> for both, and learns the toy simulator's ratio less well in as many epochs. Flows, as MadMiner's: weights normal with deviation <c>1/√(n + 1)</c>, biases zero, those of
/// the last step of a mixture standard normal, so that its Gaussians differ; stored means are 0 and variances 1. Logarithms of cross sections begin at 0, the totals of
/// quadratic ratios at 1. Every tensor has its own stream.
/// </remarks>
internal static class FirstWeights
{
    /// <summary>Fills the weights.</summary>
    /// <param name="definition">The estimator.</param>
    /// <param name="list">Its tensors.</param>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="seed">The user's seed.</param>
    public static void Fill<T>(EstimatorDefinition definition, WeightList list, Span<T> weights, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool flow = definition.Kind == EstimatorKind.Likelihood;
        string last = string.Create(CultureInfo.InvariantCulture, $"step[{definition.Steps - 1}].");
        int inputs = 1;
        for (int i = 0; i < list.Tensors.Count; i++)
        {
            WeightTensor tensor = list.Tensors[i];
            if (Constant(tensor) is { } constant)
            {
                weights.Slice(tensor.Offset, tensor.Length).Fill(T.CreateChecked(constant));
                continue;
            }

            bool isMatrix = tensor.Parameter.Shape.Rank == 2;
            if (isMatrix) inputs = tensor.Parameter.Shape[0];
            var stream = new RandomStream(seed, "first weights", (ulong)i);
            double half = (isMatrix ? 0.5 : 3) / Math.Sqrt(inputs);
            double deviation = isMatrix ? 1 / Math.Sqrt(inputs + 1) : definition.Components > 1 && tensor.Name.StartsWith(last, StringComparison.Ordinal) && !tensor.Name.Contains("layer", StringComparison.Ordinal) ? 1 : 0;
            foreach (ref T weight in weights.Slice(tensor.Offset, tensor.Length)) weight = T.CreateChecked(flow ? stream.Normal(0, deviation) : stream.Uniform(-half, half));
        }
    }

    // What is not drawn.
    private static double? Constant(WeightTensor tensor) => tensor.Name switch
    {
        MorphingRatioNetwork.CrossSections => 0,
        QuadraticRatioNetwork.LinearTotal or QuadraticRatioNetwork.SquareTotal => 1,
        _ when tensor.IsTrained => null,
        _ => tensor.Name.EndsWith("variance", StringComparison.Ordinal) ? 1 : 0,
    };
}
