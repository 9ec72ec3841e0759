using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pullback.Learning.Files;

namespace Pullback.Learning.Categories.Training;

/// <summary>Everything that a training needs to continue to the same bits, for every start.</summary>
public sealed record CategoryCheckpoint
{
    private const string Kind = "category training checkpoint";
    private const int Version = 1;

    // A penalty of an epoch may be infinite: the square of a very uncertain background overflows.
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>What identifies the training: a checkpoint of another one is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The state of every start.</summary>
    public required IReadOnlyList<CategoryRunState> Runs { get; init; }

    /// <summary>The number of epochs that every start has done, unless it stopped early.</summary>
    public int Epochs => Runs.Max(run => run.History.Count);

    /// <summary>Writes the checkpoint whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    public void Write(string path)
    {
        var header = new Header(Fingerprint, [.. Runs.Select(run => new RunHeader(run.Steps, run.BestLoss, run.BestEpoch, run.OptimizerState.Count, [.. run.History]))]);
        List<(string, ReadOnlyMemory<byte>)> blocks = [("header", JsonSerializer.SerializeToUtf8Bytes(header, Json))];
        for (int i = 0; i < Runs.Count; i++)
        {
            CategoryRunState run = Runs[i];
            blocks.Add((Name(i, "parameters"), Bytes(run.Parameters)));
            blocks.Add((Name(i, "best parameters"), Bytes(run.BestParameters)));
            blocks.Add((Name(i, "factors"), Bytes(run.Factors)));
            for (int s = 0; s < run.OptimizerState.Count; s++) blocks.Add((StateName(i, s), Bytes(run.OptimizerState[s])));
        }

        BlockFile.Write(path, Kind, Version, blocks);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not a checkpoint, or it is damaged.</exception>
    public static CategoryCheckpoint Read(string path)
    {
        IReadOnlyDictionary<string, byte[]> blocks = BlockFile.Read(path, Kind, Version);
        Header header = JsonSerializer.Deserialize<Header>(blocks["header"], Json) ?? throw new InvalidDataException($"'{path}' has an empty header. Start the training anew.");
        return new CategoryCheckpoint
        {
            Fingerprint = header.Fingerprint,
            Runs = [.. header.Runs.Select((run, i) => new CategoryRunState
            {
                Parameters = Doubles(blocks[Name(i, "parameters")]),
                BestParameters = Doubles(blocks[Name(i, "best parameters")]),
                Factors = Doubles(blocks[Name(i, "factors")]),
                Steps = run.Steps,
                OptimizerState = [.. Enumerable.Range(0, run.States).Select(s => (ReadOnlyMemory<double>)Doubles(blocks[StateName(i, s)]))],
                BestLoss = run.BestLoss,
                BestEpoch = run.BestEpoch,
                History = run.History,
            })],
        };
    }

    private static string Name(int start, string what) => string.Create(CultureInfo.InvariantCulture, $"start {start} {what}");

    private static string StateName(int start, int vector) => string.Create(CultureInfo.InvariantCulture, $"start {start} optimizer[{vector}]");

    private static ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<double> values) => MemoryMarshal.AsBytes(values.Span).ToArray();

    private static double[] Doubles(byte[] bytes) => MemoryMarshal.Cast<byte, double>(bytes).ToArray();

    private sealed record Header(string Fingerprint, RunHeader[] Runs);

    private sealed record RunHeader(long Steps, double? BestLoss, int BestEpoch, int States, CategoryEpoch[] History);
}
