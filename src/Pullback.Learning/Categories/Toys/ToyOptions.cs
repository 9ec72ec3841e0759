using System.Globalization;
using Pullback.Learning.Observables;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Toys;

/// <summary>What the generators of toy samples for event categories have in common.</summary>
/// <remarks>The streams are keyed by the seed and by what is drawn, and an event's place in them is its number: processes are independent, more events begin with the same ones, and results do not depend on the number of threads.</remarks>
public abstract record ToyOptions
{
    // Even, so that pairs of normal numbers are not drawn twice.
    private const int EventsPerTask = 4096;

    /// <summary>The largest number of events of one process.</summary>
    private protected const int MostEvents = 100_000_000;

    /// <summary>Threads that share the work; 0 takes all cores. Never changes a result.</summary>
    /// <value>Default 0.</value>
    public int Threads { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public virtual IEnumerable<string> Problems()
    {
        if (Threads < 0) yield return string.Create(CultureInfo.InvariantCulture, $"The number of threads is {Threads}, but must be at least 1, or 0 for all cores.");
    }

    /// <summary>Draws the events.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every problem found.</exception>
    public ToySample Draw(ulong seed)
    {
        string[] problems = [.. Problems()];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems));
        return Sample(seed);
    }

    private protected abstract ToySample Sample(ulong seed);

    private protected static string? EventProblem(string what, int events) => events is >= 1 and <= MostEvents
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The number of {what} is {events}, but must be 1 to {MostEvents}.");

    private protected static string? PositiveProblem(string what, double value) => value > 0 && double.IsFinite(value)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The {what} is {value:R}, but must be finite and above 0.");

    private protected static string? FiniteProblem(string what, params IReadOnlyList<double> values) => values.All(double.IsFinite)
        ? null
        : $"The {what} has a part that is not finite.";

    /// <summary>Equal weights that sum to a yield.</summary>
    private protected static WeightColumn Equal(string process, int events, double yield)
    {
        double[] weights = new double[events];
        Array.Fill(weights, yield / events);
        return new WeightColumn(process, null, VariationSide.Nominal, weights);
    }

    /// <summary>Standard normal numbers. Shape [event, column].</summary>
    private protected double[] Normals(ulong seed, string purpose, int events, int columns)
    {
        double[] values = new double[(long)events * columns];
        ForEvents(events, (first, count) =>
        {
            var stream = new RandomStream(seed, purpose) { Position = (ulong)first * (ulong)columns };
            stream.FillNormal(values.AsSpan(first * columns, count * columns));
        });
        return values;
    }

    /// <summary>Uniform numbers in [0, 1). Shape [event].</summary>
    private protected double[] Uniforms(ulong seed, string purpose, int events)
    {
        double[] values = new double[events];
        ForEvents(events, (first, count) =>
        {
            var stream = new RandomStream(seed, purpose) { Position = (ulong)first };
            stream.FillUniform(values.AsSpan(first, count));
        });
        return values;
    }

    /// <summary>Runs over ranges of events.</summary>
    private protected void ForEvents(int events, Action<int, int> work)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Threads > 0 ? Threads : Environment.ProcessorCount };
        Parallel.For(0, (events + EventsPerTask - 1) / EventsPerTask, parallel, task =>
        {
            int first = task * EventsPerTask;
            work(first, Math.Min(EventsPerTask, events - first));
        });
    }
}
