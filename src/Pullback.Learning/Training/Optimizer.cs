using System.Numerics;

namespace Pullback.Learning.Training;

/// <summary>The state of an update rule during a run: what a checkpoint has to keep besides the weights.</summary>
/// <typeparam name="T">The type of the weights.</typeparam>
public sealed class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Ranges of this length run side by side; elements do not depend on each other, so the cut never changes a bit.
    private const int Range = 1 << 16;
    private readonly T[][] _state;

    internal Optimizer(OptimizerOptions options, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Options = options;
        Length = length;
        _state = new T[options.StateVectors][];
        for (int i = 0; i < _state.Length; i++) _state[i] = new T[length];
    }

    /// <summary>The rule and its constants.</summary>
    public OptimizerOptions Options { get; }

    /// <summary>The number of weights.</summary>
    public int Length { get; }

    /// <summary>The number of updates done.</summary>
    public long Steps { get; private set; }

    /// <summary>The state vectors, each of shape [weight].</summary>
    public IReadOnlyList<ReadOnlyMemory<T>> State => Array.ConvertAll(_state, s => (ReadOnlyMemory<T>)s);

    /// <summary>One update in place.</summary>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="gradient">Shape [weight].</param>
    /// <param name="rateFactor">What a schedule multiplies the learning rate with.</param>
    /// <param name="threads">How many threads may share the work; never changes a bit.</param>
    /// <exception cref="ArgumentException">The lengths differ from <see cref="Length"/>.</exception>
    public void Update(Memory<T> weights, ReadOnlyMemory<T> gradient, double rateFactor = 1.0, int threads = 1)
    {
        if (weights.Length != Length || gradient.Length != Length)
            throw new ArgumentException($"The optimizer was made for {Length} weights, but there are {weights.Length} weights and {gradient.Length} gradient entries.", nameof(weights));
        long step = ++Steps;
        double rate = Options.LearningRate * rateFactor;
        int ranges = (Length + Range - 1) / Range;
        if (threads <= 1 || ranges < 2)
        {
            Options.Update(step, rate, weights.Span, gradient.Span, _state, 0);
            return;
        }

        Parallel.For(0, ranges, new ParallelOptions { MaxDegreeOfParallelism = threads }, range =>
        {
            int start = range * Range;
            int count = Math.Min(Range, Length - start);
            Options.Update(step, rate, weights.Span.Slice(start, count), gradient.Span.Slice(start, count), _state, start);
        });
    }

    /// <summary>Continues from a stored state.</summary>
    /// <param name="steps">The number of updates done.</param>
    /// <param name="state">The state vectors, as <see cref="State"/> gave them.</param>
    /// <exception cref="ArgumentException">The state does not fit the rule or the number of weights.</exception>
    public void Restore(long steps, IReadOnlyList<ReadOnlyMemory<T>> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (state.Count != _state.Length || state.Any(s => s.Length != Length))
            throw new ArgumentException($"{Options.Name} keeps {_state.Length} vectors of {Length} numbers, but the stored state has lengths [{string.Join(", ", state.Select(s => s.Length))}].", nameof(state));
        for (int i = 0; i < _state.Length; i++) state[i].Span.CopyTo(_state[i]);
        Steps = steps;
    }
}
