using System.Globalization;

namespace Pullback.Autodiff.Tests.Planning;

/// <summary>Tests that measure the memory of the process run alone.</summary>
[CollectionDefinition(nameof(StreamingTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Samples that are never in memory.</summary>
[Collection(nameof(StreamingTests))]
public sealed class StreamingTests
{
    [Theory]
    [InlineData(ExecutorKind.Interpreter)]
    [InlineData(ExecutorKind.Emitted)]
    public void A_sample_is_streamed_from_a_source_at_bounded_memory(ExecutorKind executor)
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr a = graph.Parameter("a");
        Expr x = graph.EventInput("x", axis);
        Expr norm = Op.SumEvents(Op.Exp(-a * x));
        Expr value = Op.SumEvents(Op.Log(1 + (Op.Exp(-a * x) / norm)));
        Expr slope = Derivatives.Gradient(value, a)[0];
        using Evaluator evaluator = CompiledProgram.Compile([value, slope], new ProgramOptions { RetainBytes = 0, Executor = executor }).CreateEvaluator();
        var source = new SawtoothSource(10_000_000);
        evaluator.Bind(axis, source);
        evaluator.Set(a, 0.8);
        long before = Environment.WorkingSet;
        evaluator.Evaluate();
        long grown = Environment.WorkingSet - before;
        Assert.Equal(3, source.Reads / source.Count);
        Assert.True(grown < 40_000_000, string.Create(CultureInfo.InvariantCulture, $"The working set grew by {grown} bytes; the sample has 80000000."));

        // The sum over a sawtooth of period 1000 is known: the sample repeats it.
        double[] period = [.. Enumerable.Range(0, 1000).Select(i => Math.Exp(-0.8 * i / 1000))];
        double sum = period.Sum() * (source.Count / 1000);
        double expected = period.Sum(p => Math.Log(1 + (p / sum))) * (source.Count / 1000);
        Assert.Equal(expected, evaluator.Scalar(value), 1e-9);
    }

    private sealed class SawtoothSource(long count) : IEventSource
    {
        private long _reads;

        public long Count => count;

        public long Reads => Interlocked.Read(ref _reads);

        public void Read(string input, long first, Span<double> destination)
        {
            Interlocked.Add(ref _reads, destination.Length);
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = (first + i) % 1000 / 1000.0;
            }
        }
    }
}
