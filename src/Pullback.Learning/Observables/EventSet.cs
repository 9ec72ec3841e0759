namespace Pullback.Learning.Observables;

/// <summary>Events with one or more columns of weights: reweighted variations share the events, and so the network's work.</summary>
/// <param name="Name">The name shown in messages and plots.</param>
/// <param name="Features">What the network sees, row-major. Shape [event, feature].</param>
/// <param name="Columns">The templates that the events make.</param>
public sealed record EventSet(string Name, ReadOnlyMemory<double> Features, IReadOnlyList<WeightColumn> Columns)
{
    /// <summary>The number of events.</summary>
    public int Count => Columns.Count == 0 ? 0 : Columns[0].Weights.Length;
}
