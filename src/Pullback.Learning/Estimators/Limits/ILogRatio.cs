namespace Pullback.Learning.Estimators.Limits;

/// <summary>The log likelihood ratio of the events of a sample to a fixed reference, <c>ln r(x_e|θ)</c>, and its gradient in θ, the score.</summary>
/// <remarks>
/// <para>A log density serves as well: what does not depend on θ cancels in every difference of likelihoods.</para>
/// <para>Several threads ask at a time. What is said of an event at a point may depend on nothing else, so that sums are the same for any number of threads.</para>
/// </remarks>
public interface ILogRatio
{
    /// <summary>The number of parameters.</summary>
    int Parameters { get; }

    /// <summary>The number of events of the sample.</summary>
    int Events { get; }

    /// <summary>The log ratio of some events at some points.</summary>
    /// <param name="points">θ, shape [point, parameter].</param>
    /// <param name="events">Indices of events.</param>
    /// <param name="values">Receives ln r, shape [point, event].</param>
    /// <param name="scores">Receives <c>∂ ln r/∂θ</c>, shape [point, event, parameter]; empty if it is not asked for.</param>
    void Evaluate(ReadOnlySpan<double> points, ReadOnlySpan<int> events, Span<double> values, Span<double> scores);
}
