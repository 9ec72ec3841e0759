using Pullback.HistFactory.Likelihoods;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Inference;

/// <content>The statistic of one toy.</content>
public sealed partial class ModelInference
{
    /// <summary>The statistic of a toy, both fits started from the parameters it was drawn at. Allocates nothing.</summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="poi">The tested value.</param>
    /// <param name="toy">The toy.</param>
    /// <param name="truth">The parameters it was drawn at. Shape [parameter].</param>
    /// <returns>At least 0; NaN when a fit does not converge.</returns>
    internal double ToyStatistic(TestStatistic statistic, double poi, ModelData toy, double[] truth)
    {
        truth.CopyTo(_point, 0);
        _point[_poi] = poi;
        if (!_conditional.Run(toy, _point, _held, _poi).IsConverged) return double.NaN;
        return _free.Run(toy, _conditional.Parameters, _held).IsConverged ? Statistic(statistic, poi) : double.NaN;
    }
}
