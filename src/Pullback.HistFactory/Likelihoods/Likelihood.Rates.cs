using Pullback.HistFactory.Interpolation;

namespace Pullback.HistFactory.Likelihoods;

/// <content>Rates alone.</content>
internal sealed partial class Likelihood
{
    /// <summary>Sets <see cref="Rates"/> for <see cref="Parameters"/>, negative ones too.</summary>
    public void EvaluateRates()
    {
        EvaluateWeights();
        for (int c = 0; c < _model.Channels.Length; c++)
        {
            EvaluateScales(c);
            for (int b = 0; b < _model.Channels[c].Bins; b++) _ = EvaluateRate(c, b, profile: false);
        }
    }

    /// <summary>The rates of all samples at <see cref="Parameters"/>. Shape [channel][sample][bin].</summary>
    public double[][][] SampleRates()
    {
        EvaluateWeights();
        var result = new double[_model.Channels.Length][][];
        for (int c = 0; c < result.Length; c++)
        {
            Models.ChannelPlan channel = _model.Channels[c];
            result[c] = [.. channel.Samples.Select(_ => new double[channel.Bins])];
            EvaluateScales(c);
            for (int b = 0; b < channel.Bins; b++)
            {
                _ = EvaluateRate(c, b, profile: false);
                int gamma = _model.Gammas[channel.FirstBin + b];
                for (int s = 0; s < channel.Samples.Length; s++)
                {
                    double rate = _sampleSum[s] * _sampleScale[s] * _sampleProduct[s];
                    result[c][s][b] = _model.Indices[c].Samples[s].HasGamma[b] ? rate * Parameters[gamma] : rate;
                }
            }
        }

        return result;
    }

    private void EvaluateWeights()
    {
        foreach (int p in _model.TemplateParameters) _weights[p] = AdditiveInterpolation.At(_model.Options.HistoSys, Parameters[p]);
        _customs.Evaluate(Parameters);
    }

    private void EvaluateScales(int c)
    {
        for (int s = 0; s < _model.Channels[c].Samples.Length; s++) EvaluateScales(c, s, _model.Indices[c], withDerivatives: false);
    }
}
