using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Likelihoods;
using Pullback.Numerics.Random;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Toys;

/// <summary>The buffers of one thread: draws a toy, fits it twice, returns its statistic.</summary>
internal sealed class ToyWorker
{
    private readonly HistFactoryModel _model;
    private readonly Fitter _conditional;
    private readonly Fitter _free;
    private readonly ModelData _data;
    private readonly double[] _start;

    public ToyWorker(HistFactoryModel model, NewtonOptions options)
    {
        _model = model;
        _conditional = new Fitter(model, model.Numbers, options);
        _free = new Fitter(model, model.Numbers, options);
        _data = new ModelData(model.Compiled);
        _start = new double[model.Parameters.Count];
    }

    /// <summary>The statistic of one toy.</summary>
    /// <param name="sampler">Where it is drawn.</param>
    /// <param name="truth">The parameters it is drawn at, where its fits start. Shape [parameter].</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="poi">The tested value.</param>
    /// <param name="stream">The random numbers of this toy.</param>
    /// <returns>At least 0; NaN when a fit does not converge.</returns>
    public double Statistic(ToySampler sampler, double[] truth, TestStatistic statistic, double poi, RandomStream stream)
    {
        sampler.Draw(stream, _data);
        truth.CopyTo(_start, 0);
        _start[_model.PoiIndex] = poi;
        if (!_conditional.Run(_data, _start, [], _model.PoiIndex).IsConverged) return double.NaN;
        if (!_free.Run(_data, _conditional.Parameters, []).IsConverged) return double.NaN;
        double poiHat = _free.Parameters[_model.PoiIndex];
        bool isZero = statistic switch
        {
            TestStatistic.QMu or TestStatistic.QMuTilde => poiHat > poi,
            TestStatistic.Q0 => poiHat < 0.0,
            _ => false,
        };
        return isZero ? 0.0 : Math.Max(0.0, 2.0 * (_conditional.Value - _free.Value));
    }
}
