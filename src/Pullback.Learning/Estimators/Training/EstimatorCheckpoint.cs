using System.Globalization;
using System.Text.Json;
using Pullback.Learning.Files;

namespace Pullback.Learning.Estimators.Training;

/// <summary>Everything that a training of an estimator needs to continue to the same bits.</summary>
public sealed record EstimatorCheckpoint
{
    private const string Kind = "estimator training checkpoint";
    private const int Version = 1;

    /// <summary>What identifies the training: a checkpoint of another one is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The number of updates done.</summary>
    public required long Steps { get; init; }

    /// <summary>The weights, in the type of the training.</summary>
    public required ReadOnlyMemory<byte> Weights { get; init; }

    /// <summary>The weights of the best epoch; empty if they are not kept.</summary>
    public required ReadOnlyMemory<byte> BestWeights { get; init; }

    /// <summary>The state vectors of the optimizer.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> OptimizerState { get; init; }

    /// <summary>The smallest validation loss; null before the first.</summary>
    public required double? BestLoss { get; init; }

    /// <summary>The epoch of the smallest validation loss, from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The epochs done.</summary>
    public required IReadOnlyList<EstimatorEpoch> History { get; init; }

    /// <summary>Writes the checkpoint whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    public void Write(string path)
    {
        var header = new Header(Fingerprint, Steps, BestLoss, BestEpoch, OptimizerState.Count, [.. History]);
        BlockFile.Write(path, Kind, Version,
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
    public static EstimatorCheckpoint Read(string path)
    {
        IReadOnlyDictionary<string, byte[]> blocks = BlockFile.Read(path, Kind, Version);
        Header header = JsonSerializer.Deserialize<Header>(blocks["header"]) ?? throw new InvalidDataException($"'{path}' has an empty header. Start the training anew.");
        return new EstimatorCheckpoint
        {
            Fingerprint = header.Fingerprint,
            Steps = header.Steps,
            Weights = blocks["weights"],
            BestWeights = blocks["best weights"],
            OptimizerState = [.. Enumerable.Range(0, header.States).Select(i => (ReadOnlyMemory<byte>)blocks[StateName(i)])],
            BestLoss = header.BestLoss,
            BestEpoch = header.BestEpoch,
            History = header.History,
        };
    }

    private static string StateName(int vector) => string.Create(CultureInfo.InvariantCulture, $"optimizer[{vector}]");

    private sealed record Header(string Fingerprint, long Steps, double? BestLoss, int BestEpoch, int States, EstimatorEpoch[] History);
}
