using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pullback.Learning.Observables;

/// <summary>Identifies a training: everything that its results depend on, except on how many threads it runs and, where the schedule does not depend on it, for how many epochs.</summary>
internal static class TrainingFingerprint
{
    /// <summary>The SHA-256 of options and events, in hexadecimal.</summary>
    public static string Of(ObservableOptions options, ObservableData data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add<TValue>(TValue value) => hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(value));
        Add(options.Network);
        Add(options.Summary);
        Add(options.Recipe);
        Add(options.Objective);
        Add(options.Standardize);
        Training.TrainingOptions training = options.Training;
        hash.AppendData(Encoding.UTF8.GetBytes(training.Optimizer.ToString()));
        hash.AppendData(Encoding.UTF8.GetBytes(training.Schedule.ToString()));
        if (training.Schedule.DependsOnLength) Add(training.Epochs);
        Add(training.Clipping);
        Add(new { training.BatchSize, training.ValidationFraction, training.EarlyStopping, training.Seed });
        Add(data.FeatureNames);
        foreach (EventSet set in data.Sets)
        {
            Add(set.Name);
            hash.AppendData(MemoryMarshal.AsBytes(set.Features.Span));
            foreach (WeightColumn column in set.Columns)
            {
                Add(column.Label);
                hash.AppendData(MemoryMarshal.AsBytes(column.Weights.Span));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
