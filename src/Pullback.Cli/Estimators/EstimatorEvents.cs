using Pullback.Data.Npy;
using Pullback.Data.Npz;
using Pullback.Data.Tables;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Estimators.Training.Rows;

namespace Pullback.Cli.Estimators;

/// <summary>The events of a training, with the files that they are read from.</summary>
internal sealed class EstimatorEvents : IDisposable
{
    private readonly List<IDisposable> _open = [];

    private EstimatorEvents()
    {
    }

    /// <summary>The events.</summary>
    public EstimatorData Data { get; private set; } = null!;

    /// <summary>Opens files or generates events.</summary>
    /// <param name="settings">Where from.</param>
    /// <param name="kind">The kind of estimator.</param>
    /// <param name="seed">The seed of a generator.</param>
    /// <param name="threads">Threads that decode a table.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="Pullback.Data.EventDataException">A file, array or column is missing or bad.</exception>
    public static EstimatorEvents Open(EstimatorDataSettings settings, EstimatorKind kind, ulong seed, int threads, CancellationToken cancellation)
    {
        var events = new EstimatorEvents();
        try
        {
            events.Data = settings.Generator is { } name ? Generated(name, settings, kind, seed) : events.Arrays(settings, threads, cancellation);
            return events;
        }
        catch
        {
            events.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = _open.Count - 1; i >= 0; i--) _open[i].Dispose();
    }

    private static EstimatorData Generated(string name, EstimatorDataSettings settings, EstimatorKind kind, ulong seed)
    {
        GaussianSimulator simulator = name == EstimatorDataSettings.Toy ? GaussianSimulator.Toy : GaussianSimulator.TwoParameters;
        SimulatedSample sample = kind switch
        {
            EstimatorKind.Score => SimulatedSample.ForDensity(simulator, settings.Events, 0, seed),
            EstimatorKind.Likelihood => SimulatedSample.ForDensity(simulator, settings.Events, settings.Range, seed),
            _ => SimulatedSample.ForRatio(simulator, settings.Events / 2, settings.Range, seed, movesDenominator: kind == EstimatorKind.DoubleParameterizedRatio),
        };
        return sample.ToData(kind);
    }

    private EstimatorData Arrays(EstimatorDataSettings settings, int threads, CancellationToken cancellation)
    {
        Func<IReadOnlyList<string>, RowColumns> read;
        if (settings.File is null)
        {
            read = names => RowColumns.Of(Keep(NpyArray.Open(names[0])));
        }
        else if (settings.File.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
        {
            NpzReader archive = Keep(NpzReader.Open(settings.File));
            read = names => RowColumns.Of(Keep(archive.OpenArray(names[0])));
        }
        else
        {
            var query = new EventQuery { Files = [settings.File], Columns = [.. settings.Arrays.Values.SelectMany(names => names).Distinct().Select(column => new ColumnSelection(column))] };
            EventTable table = Keep(EventTable.Read(query, new EventReadOptions { Threads = threads }, cancellation));
            read = names => RowColumns.Of($"{settings.File}: {string.Join(", ", names)}", table, names);
        }

        RowColumns? Find(string key) => settings.Arrays.TryGetValue(key, out IReadOnlyList<string>? names) ? read(names) : null;
        return new EstimatorData
        {
            Observables = Find("x")!,
            Parameters = Find("theta0"),
            DenominatorParameters = Find("theta1"),
            Labels = Find("y"),
            JointRatio = Find("r_xz"),
            JointScore = Find("t_xz0"),
            DenominatorScore = Find("t_xz1"),
            Weights = Find("weights"),
            EventIds = Find("event_ids"),
        };
    }

    private T Keep<T>(T file)
        where T : IDisposable
    {
        _open.Add(file);
        return file;
    }
}
