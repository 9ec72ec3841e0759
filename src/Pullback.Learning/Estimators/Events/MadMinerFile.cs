using static Pullback.Learning.Estimators.Morphing.MorphingComponents;

namespace Pullback.Learning.Estimators.Events;

/// <summary>An open event file of MadMiner: its setup is read at once, its events piece by piece.</summary>
/// <remarks>Every dataset is optional but the parameters, the benchmarks and, for events, the weights. Nothing of a file is ever executed.</remarks>
public sealed class MadMinerFile : IMadMinerSource, IDisposable
{
    private const string Observations = "samples/observations";
    private const string Weights = "samples/weights";
    private const string Sampling = "samples/sampling_benchmarks";
    private readonly Hdf5File _file;
    private readonly bool _hasSampling;

    private MadMinerFile(Hdf5File file)
    {
        _file = file;
        Setup = new MadMinerSetupReader(file).Read();
        if (!file.Has(Weights)) return;
        EventCount = RowsOf(Weights, Setup.Benchmarks.Count, "benchmarks");
        if (Setup.Observables.Count > 0)
        {
            long rows = RowsOf(Observations, Setup.Observables.Count, "observables");
            if (rows != EventCount) throw file.Error(Observations, Invariant($"it has {rows} events, but '{Weights}' has {EventCount}"));
        }

        _hasSampling = file.Has(Sampling);
        if (!_hasSampling) return;
        file.Check(Sampling);
        if (file.Shape(Sampling) is not [var events] || events != EventCount)
            throw file.Error(Sampling, Invariant($"it has the shape [{string.Join(", ", file.Shape(Sampling))}], but there are {EventCount} events"));
    }

    /// <inheritdoc/>
    public MadMinerSetup Setup { get; }

    /// <inheritdoc/>
    public long EventCount { get; }

    /// <summary>Opens a file and reads its setup.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is no HDF5 file, is damaged, or its datasets do not fit together; the message names the dataset.</exception>
    public static MadMinerFile Open(string path)
    {
        Hdf5File file = Hdf5File.Open(path);
        try
        {
            return new MadMinerFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a whole file into memory.</summary>
    /// <inheritdoc cref="Open"/>
    public static MadMinerEvents ReadAll(string path)
    {
        using MadMinerFile file = Open(path);
        if (file.EventCount > Array.MaxLength / Math.Max(file.Setup.Benchmarks.Count, Math.Max(1, file.Setup.Observables.Count)))
            throw new InvalidDataException(Invariant($"{path}: the file has {file.EventCount} events, too many for one array. Open it and read it piece by piece."));
        MadMinerTile all = file.Read(0, (int)file.EventCount, observations: true);
        return new MadMinerEvents(file.Setup, all.Observations, all.Weights, all.SamplingBenchmarks);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The events are not within the file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or a number is not finite or a benchmark unknown.</exception>
    public MadMinerTile Read(long first, int count, bool observations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, EventCount - count);
        double[] weights = count == 0 ? [] : _file.Rows(Weights, first, count, Setup.Benchmarks.Count);
        for (int i = 0; i < weights.Length; i++)
        {
            if (!double.IsFinite(weights[i]))
            {
                (int e, int b) = (i / Setup.Benchmarks.Count, i % Setup.Benchmarks.Count);
                throw _file.Error(Weights, Invariant($"the weight of event {first + e} at benchmark '{Setup.Benchmarks[b].Name}' is {weights[i]}, but must be a finite number"), "Remove the event");
            }
        }

        long[] sampling = _hasSampling ? _file.Slice(Sampling, first, count) : [];
        int theory = Setup.TheoryBenchmarks;
        for (int e = 0; e < sampling.Length; e++)
        {
            if (sampling[e] < -1 || sampling[e] >= theory)
            {
                throw _file.Error(
                    Sampling, Invariant($"event {first + e} was generated at benchmark {sampling[e]}, but there are theory benchmarks 0 to {theory - 1}, and -1 for background"));
            }
        }

        double[] columns = observations && Setup.Observables.Count > 0 ? _file.Rows(Observations, first, count, Setup.Observables.Count) : [];
        return new MadMinerTile(first, count, weights, sampling, columns);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private long RowsOf(string dataset, int columns, string what)
    {
        _file.Check(dataset);
        long[] shape = _file.Shape(dataset);
        if (shape is not [var rows, var width] || width != columns)
            throw _file.Error(dataset, Invariant($"it has the shape [{string.Join(", ", shape)}], but must have a row for each event and {columns} columns, the {what}"));
        return rows;
    }
}
