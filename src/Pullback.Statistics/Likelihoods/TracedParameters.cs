using Pullback.Autodiff;
using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The parameters of a likelihood as values of its graph.</summary>
public sealed class TracedParameters
{
    private readonly Expr[] _values;

    internal TracedParameters(Graph graph, ParameterSet parameters)
    {
        Set = parameters;
        _values = [.. parameters.Select(p => graph.Parameter(p.Name))];
    }

    /// <summary>Names, bounds and order.</summary>
    public ParameterSet Set { get; }

    /// <summary>All values in order, uniform scalars.</summary>
    public IReadOnlyList<Expr> Values => _values;

    /// <summary>A parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A uniform scalar.</returns>
    /// <exception cref="ArgumentException">There is no such parameter; the message lists those that exist.</exception>
    public Expr this[string name] => _values[Set.IndexOf(name)];
}
