using Pullback.Autodiff;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Tables;

public sealed class StreamedPassTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_sum_over_events_streamed_from_disk_has_the_bits_of_one_in_memory(int threads)
    {
        var path = _folder.Parquet("events.parquet", "SELECT sin(range * 0.37) AS x, 1 + cos(range * 0.11) AS w FROM range(100000)");
        using var inMemory = EventTable.Read(new EventQuery { Files = [path] });
        using var onDisk = EventTable.Read(new EventQuery { Files = [path] }, new EventReadOptions { MemoryBytes = 1000, ScratchFolder = _folder.Root });
        Assert.True(((BlockTable)onDisk).OnDisk);

        var expected = inMemory.ReadColumn("x").Zip(inMemory.ReadColumn("w"), (x, w) => w * Math.Exp(0.5 * x)).Sum();
        var first = Evaluate(inMemory, threads);
        Assert.Equal(expected, first, expected * 1e-12);
        Assert.Equal(BitConverter.DoubleToInt64Bits(first), BitConverter.DoubleToInt64Bits(Evaluate(onDisk, threads)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(first), BitConverter.DoubleToInt64Bits(Evaluate(onDisk, 1)));
    }

    private static double Evaluate(EventTable table, int threads)
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        var slope = graph.Parameter("slope");
        var sum = Op.SumEvents(graph.EventInput("w", axis) * Op.Exp(slope * graph.EventInput("x", axis)));
        using var evaluator = CompiledProgram.Compile([sum], new ProgramOptions { Threads = threads }).CreateEvaluator();
        evaluator.Set(slope, 0.5);
        evaluator.Bind(axis, new TableEventSource(table));
        evaluator.Evaluate();
        return evaluator.Scalar(sum);
    }
}
