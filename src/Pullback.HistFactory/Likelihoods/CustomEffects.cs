using Pullback.HistFactory.Models;

namespace Pullback.HistFactory.Likelihoods;

/// <summary>The custom modifiers of a model. Serves one thread.</summary>
internal sealed class CustomEffects
{
    private readonly CustomEffect[][][] _effects;
    private readonly bool _isEmpty;

    public CustomEffects(CompiledModel model)
    {
        _effects = [.. model.Channels.Select(c => c.Samples.Select(s => s.Customs.Select(t => new CustomEffect(t, c)).ToArray()).ToArray())];
        _isEmpty = _effects.All(c => c.All(s => s.Length == 0));
    }

    /// <summary>The effects on a sample.</summary>
    public CustomEffect[] Of(int channel, int sample) => _effects[channel][sample];

    public void Evaluate(ReadOnlySpan<double> parameters)
    {
        if (_isEmpty) return;
        foreach (CustomEffect[][] channel in _effects)
        {
            foreach (CustomEffect[] sample in channel)
            {
                foreach (CustomEffect effect in sample) effect.Evaluate(parameters);
            }
        }
    }

    /// <summary>Adds to the templates and multiplies the factors of a bin.</summary>
    public void Apply(int channel, int sample, int bin, ref double sum, ref double product)
    {
        foreach (CustomEffect effect in _effects[channel][sample])
        {
            if (effect.Term.Modifier.IsFactor) product *= effect.Values[bin];
            else sum += effect.Values[bin];
        }
    }

    /// <summary>The product of the custom factors of a bin, one of them left out if given.</summary>
    public double Product(int channel, int sample, int bin, int without = -1, int and = -1)
    {
        double product = 1.0;
        CustomEffect[] effects = _effects[channel][sample];
        for (int k = 0; k < effects.Length; k++)
        {
            if (k != without && k != and && effects[k].Term.Modifier.IsFactor) product *= effects[k].Values[bin];
        }

        return product;
    }

    /// <summary>Adds the gradient of the custom templates of a bin to that of A.</summary>
    public void AddTemplateGradient(int channel, int sample, int bin, ChannelIndex index, Span<double> direction)
    {
        CustomEffect[] effects = _effects[channel][sample];
        for (int k = 0; k < effects.Length; k++)
        {
            if (effects[k].Term.Modifier.IsFactor) continue;
            int[] places = index.Samples[sample].Customs[k];
            for (int i = 0; i < places.Length; i++) direction[places[i]] += effects[k].Gradients[bin * places.Length + i];
        }
    }
}
