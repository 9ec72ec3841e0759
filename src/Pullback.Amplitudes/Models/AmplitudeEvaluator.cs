using Pullback.Amplitudes.Sums;

namespace Pullback.Amplitudes.Models;

/// <summary>Evaluates |A|² of a model at its present parameters, whole and chain by chain.</summary>
public static class AmplitudeEvaluator
{
    /// <summary>|A|² of each event.</summary>
    /// <param name="model">The model.</param>
    /// <param name="events">The events.</param>
    /// <param name="threads">Threads; 0 takes all cores. Never changes a result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The whole, shape [event], and each chain alone, shape [chain][event].</returns>
    /// <exception cref="Configuration.AmplitudeConfigurationException">An event is not physical; the message has its number.</exception>
    public static (double[] Total, double[][] Chains) Evaluate(AmplitudeModel model, AmplitudeEvents events, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(events);
        MissingMasses.Fill(model, events);
        var layout = new BasisLayout(model, new ModelGraph(model));
        using var map = new PointMap(layout);
        using var sample = new WaveSample(layout, events, 1, 0, threads, cancellation);
        double[] point = [.. map.Names.Select(model.Parameters.Value)], numbers = map.Numbers(point);
        double[] total = Densities(null);
        double[][] chains = [.. model.Structure.Chains.Select(c => Densities(w => w >= c.FirstWave && w < c.FirstWave + c.Waves))];
        return (total, chains);

        double[] Densities(Func<int, bool>? isOn)
        {
            var term = new DensityCollector(events.Count);
            WaveSum.Of(sample, map.Point(point, numbers, isOn), term, 0, threads, cancellation);
            return term.Densities;
        }
    }
}
