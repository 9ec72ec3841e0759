using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Inference;

/// <summary>Custom modifiers in numbers that carry derivatives: value and gradient, each expanded along the direction with the engine's higher derivatives.</summary>
internal sealed class CustomSlopes<T>(CompiledModel model)
    where T : struct, IReal<T>
{
    private readonly CustomExpansion<T>[][][] _effects =
        [.. model.Channels.Select(c => c.Samples.Select(s => s.Customs.Select(t => new CustomExpansion<T>(t, c)).ToArray()).ToArray())];

    public void Evaluate(ReadOnlySpan<T> parameters)
    {
        foreach (CustomExpansion<T>[][] channel in _effects)
        {
            foreach (CustomExpansion<T>[] sample in channel)
            {
                foreach (CustomExpansion<T> effect in sample) effect.Evaluate(parameters);
            }
        }
    }

    public T Product(int channel, int sample, int bin, int without)
    {
        T product = T.Of(1.0);
        CustomExpansion<T>[] effects = _effects[channel][sample];
        for (int k = 0; k < effects.Length; k++)
        {
            if (k != without && effects[k].Term.Modifier.IsFactor) product *= effects[k].Values[bin];
        }

        return product;
    }

    public T Sum(int channel, int sample, int bin)
    {
        T sum = T.Of(0.0);
        foreach (CustomExpansion<T> effect in _effects[channel][sample])
        {
            if (!effect.Term.Modifier.IsFactor) sum += effect.Values[bin];
        }

        return sum;
    }

    public void AddGradient(int channel, int sample, int bin, T byProduct, T bySum, Span<T> byParameter)
    {
        CustomExpansion<T>[] effects = _effects[channel][sample];
        for (int k = 0; k < effects.Length; k++)
        {
            CustomExpansion<T> effect = effects[k];
            T weight = effect.Term.Modifier.IsFactor ? byProduct * Product(channel, sample, bin, k) : bySum;
            for (int i = 0; i < effect.Term.Parameters.Length; i++) byParameter[effect.Term.Parameters[i]] += weight * effect.Gradients[bin][i];
        }
    }
}
