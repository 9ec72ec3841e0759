using Pullback.Autodiff;
using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The graph that the terms of a likelihood are traced into: parameters and samples.</summary>
public sealed class LikelihoodGraph
{
    private readonly Dictionary<(EventSample Sample, int Resolution), TracedSample> _samples = [];

    internal LikelihoodGraph(ParameterSet parameters)
    {
        Graph = new Graph();
        Parameters = new TracedParameters(Graph, parameters);
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>The parameters.</summary>
    public TracedParameters Parameters { get; }

    /// <summary>The samples that terms have asked for.</summary>
    internal IEnumerable<TracedSample> Samples => _samples.Values;

    /// <summary>A sample of the graph; asked for twice, it is one, and terms that share it go through its events together.</summary>
    /// <param name="sample">The events.</param>
    /// <param name="resolution">The number of consecutive rows that make up one measured event.</param>
    /// <exception cref="ArgumentException">There are no events, or no whole groups of rows.</exception>
    public TracedSample Sample(EventSample sample, int resolution = 1)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (!_samples.TryGetValue((sample, resolution), out TracedSample? traced))
            _samples[(sample, resolution)] = traced = new TracedSample(Graph, sample, resolution, _samples.Count);
        return traced;
    }
}
