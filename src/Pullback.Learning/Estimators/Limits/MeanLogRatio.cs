namespace Pullback.Learning.Estimators.Limits;

/// <summary>The weighted mean of what the members of an ensemble say of the same events, <c>ln r = Σ_a v_a ln r_a / Σ_a v_a</c>.</summary>
public sealed class MeanLogRatio : ILogRatio, IDisposable
{
    private readonly IReadOnlyList<ILogRatio> _members;
    private readonly double[] _shares;

    /// <summary>Joins members.</summary>
    /// <param name="members">At least one, over the same events and parameters.</param>
    /// <param name="weights">Weights of the members, such as those of <see cref="Diagnostics.EnsembleVote"/>; empty weighs all alike. Shape [member].</param>
    /// <exception cref="ArgumentException">There is no member, they differ in events or parameters, or the weights do not add up to a positive number.</exception>
    public MeanLogRatio(IReadOnlyList<ILogRatio> members, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0) throw new ArgumentException("An ensemble needs at least one member, but there is none.", nameof(members));
        for (int a = 1; a < members.Count; a++)
        {
            if (members[a].Events != members[0].Events || members[a].Parameters != members[0].Parameters)
            {
                throw new ArgumentException(
                    $"Member {a} has {members[a].Events} events and {members[a].Parameters} parameters, but the first has {members[0].Events} and {members[0].Parameters}; all must agree.", nameof(members));
            }
        }

        _members = members;
        _shares = FisherInformation.Shares(weights, members.Count);
    }

    /// <inheritdoc/>
    public int Parameters => _members[0].Parameters;

    /// <inheritdoc/>
    public int Events => _members[0].Events;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> points, ReadOnlySpan<int> events, Span<double> values, Span<double> scores)
    {
        double[] value = new double[values.Length];
        double[] score = new double[scores.Length];
        values.Clear();
        scores.Clear();
        for (int a = 0; a < _members.Count; a++)
        {
            _members[a].Evaluate(points, events, value, score);
            for (int i = 0; i < value.Length; i++) values[i] += _shares[a] * value[i];
            for (int i = 0; i < score.Length; i++) scores[i] += _shares[a] * score[i];
        }
    }

    /// <summary>Frees what the members have kept.</summary>
    public void Dispose()
    {
        foreach (ILogRatio member in _members) (member as IDisposable)?.Dispose();
    }
}
