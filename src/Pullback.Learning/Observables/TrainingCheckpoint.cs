using System.Globalization;
using System.Text.Json;
using Pullback.Learning.Files;

namespace Pullback.Learning.Observables;

/// <summary>Everything a training needs to continue to the same bits: weights, optimizer state, best weights so far, history.</summary>
public sealed record TrainingCheckpoint
{
    private const string Kind = "training checkpoint";
    private const int Version = 1;

    /// <summary>What identifies the training: a checkpoint of another one is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The number of epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>The number of updates done.</summary>
    public required long Steps { get; init; }

    /// <summary>The weights, as bytes of the network's type.</summary>
    public required ReadOnlyMemory<byte> Weights { get; init; }

    /// <summary>The vectors of the update rule.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> OptimizerState { get; init; }

    /// <summary>The best weights so far; empty where none are kept.</summary>
    public required ReadOnlyMemory<byte> BestWeights { get; init; }

    /// <summary>The loss of the best weights, or null.</summary>
    public required double? BestLoss { get; init; }

    /// <summary>The epoch of the best weights.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The reports of all epochs done.</summary>
    public required IReadOnlyList<EpochReport> History { get; init; }

    /// <summary>Writes the checkpoint whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    public void Write(string path)
    {
        var header = new Header(Fingerprint, Epochs, Steps, BestLoss, BestEpoch, OptimizerState.Count, [.. History]);
        BlockFile.Write(
            path,
            Kind,
            Version,
            [
                ("header", JsonSerializer.SerializeToUtf8Bytes(header)),
                ("weights", Weights),
                ("best weights", BestWeights),
                .. OptimizerState.Select((state, i) => (StateName(i), state)),
            ]);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not a checkpoint, or it is damaged.</exception>
    public static TrainingCheckpoint Read(string path)
    {
        IReadOnlyDictionary<string, byte[]> blocks = BlockFile.Read(path, Kind, Version);
        Header header = JsonSerializer.Deserialize<Header>(blocks["header"])
            ?? throw new InvalidDataException($"'{path}' has an empty header. Write the checkpoint again.");
        return new TrainingCheckpoint
        {
            Fingerprint = header.Fingerprint,
            Epochs = header.Epochs,
            Steps = header.Steps,
            Weights = blocks["weights"],
            OptimizerState = [.. Enumerable.Range(0, header.States).Select(i => (ReadOnlyMemory<byte>)blocks[StateName(i)])],
            BestWeights = blocks["best weights"],
            BestLoss = header.BestLoss,
            BestEpoch = header.BestEpoch,
            History = header.History,
        };
    }

    private static string StateName(int index) => string.Create(CultureInfo.InvariantCulture, $"optimizer[{index}]");

    private sealed record Header(string Fingerprint, int Epochs, long Steps, double? BestLoss, int BestEpoch, int States, EpochReport[] History);
}
