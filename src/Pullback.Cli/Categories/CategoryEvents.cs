using System.Globalization;
using Pullback.Cli.Errors;
using Pullback.Cli.Text;
using Pullback.Data;
using Pullback.Data.Npy;
using Pullback.Data.Npz;
using Pullback.Data.Processes;
using Pullback.Data.Tables;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;
using Side = Pullback.Learning.Observables.VariationSide;

namespace Pullback.Cli.Categories;

/// <summary>Reads or generates the events that a configuration of categories names.</summary>
internal static class CategoryEvents
{
    private const string WeightSuffix = "_weight";

    /// <summary>The events, with further columns beside the scores.</summary>
    /// <param name="settings">Where they come from.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="beside">Further columns, such as a mass.</param>
    /// <param name="seed">The seed of generated events.</param>
    /// <param name="threads">The threads of the run.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The events, and for each further column its values in every set. Shape [column][set][event].</returns>
    /// <exception cref="EventDataException">A file, column, weight or number is bad.</exception>
    public static (CategoryData Data, IReadOnlyList<ReadOnlyMemory<double>>[] Beside) Read(
        CategoryDataSettings settings, IReadOnlyList<ColumnSelection> scores, IReadOnlyList<ColumnSelection> beside, ulong seed, int threads, CancellationToken cancellation)
    {
        IReadOnlyList<ColumnSelection> all = [.. scores, .. beside];
        (IReadOnlyList<EventSet> sets, IReadOnlyList<string>? signals) = settings switch
        {
            ProcessFiles files => FromFiles(files.Processes, all, threads, cancellation),
            ProcessTable table => FromFiles(Specifications(table, threads, cancellation), all, threads, cancellation),
            ProcessArchive archive => FromArchive(archive, all),
            CategoryToys toys => toys.Draw(seed, all),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings, "There is no such source."),
        };
        var data = new CategoryData
        {
            ScoreNames = [.. scores.Select(score => score.Name)],
            ScoreExpressions = scores.All(score => score.Expression is null) ? null : [.. scores.Select(score => score.Expression)],
            Sets = beside.Count == 0 ? sets : [.. sets.Select(set => set with { Features = Columns(set, all.Count, 0, scores.Count) })],
        };
        if (signals is not null) data = data with { Signals = signals };
        return (data, [.. Enumerable.Range(scores.Count, beside.Count).Select(column => (IReadOnlyList<ReadOnlyMemory<double>>)[.. sets.Select(set => Columns(set, all.Count, column, 1))])]);
    }

    private static ReadOnlyMemory<double> Columns(EventSet set, int width, int first, int count)
    {
        double[] values = new double[set.Count * count];
        for (int i = 0; i < set.Count; i++) set.Features.Span.Slice((i * width) + first, count).CopyTo(values.AsSpan(i * count));
        return values;
    }

    private static ProcessSpecification[] Specifications(ProcessTable table, int threads, CancellationToken cancellation)
    {
        IReadOnlyList<EventLabel> labels = Labels(table, threads, cancellation);
        string Name(EventLabel label) => table.Names.GetValueOrDefault(label.Text, label.Text);
        IReadOnlyList<string> signals = table.Signals.Count > 0 ? table.Signals : [.. labels.Select(Name).Where(name => name.StartsWith(CategoryData.SignalPrefix, StringComparison.Ordinal))];
        IReadOnlyList<string> names = [.. labels.Select(Name)];
        foreach (string signal in signals.Where(signal => !names.Contains(signal)))
            throw new InputException($"data.signals: '{signal}' is no process; the column '{table.ProcessColumn}' holds {string.Join(", ", names)}.");
        return [.. labels.Select(label => new ProcessSpecification
        {
            Name = Name(label),
            Role = signals.Contains(Name(label)) ? ProcessRole.Signal : ProcessRole.Background,
            Events = table.Events with { Where = Both(table.Events.Where, label.Condition(table.ProcessColumn)) },
            Weight = table.Weight,
            Scale = table.Scale,
            Variations = [.. table.Variations.Select(variation => variation with { Up = Of(variation.Up, label, table.ProcessColumn), Down = Of(variation.Down, label, table.ProcessColumn) })],
        })];
    }

    // The values of the process column that the condition leaves.
    private static IReadOnlyList<EventLabel> Labels(ProcessTable table, int threads, CancellationToken cancellation)
    {
        var options = new EventReadOptions { Threads = threads };
        string files = string.Join(", ", table.Events.Files);
        IReadOnlyList<EventLabel> labels = EventLabels.Read(table.Events, table.ProcessColumn, options, cancellation);
        if (labels.FirstOrDefault(label => !label.IsText && label.Text.Contains('.', StringComparison.Ordinal)) is { } fraction)
            throw new InputException($"data.process: the column '{table.ProcessColumn}' of {files} holds {fraction.Text}, but processes are told by texts or whole numbers. Name the column that tells them.");
        if (table.Names.Keys.FirstOrDefault(name => labels.All(label => label.Text != name)) is { } unknown)
            throw new InputException($"data.names: '{unknown}' is no value of the column '{table.ProcessColumn}' of {files}, which holds {string.Join(", ", labels.Select(label => label.Text))}.{NearestName.Suggestion(unknown, labels.Select(label => label.Text))}");
        if (table.Events.Where is { } where)
            labels = [.. labels.Where(label => Any(table.Events with { Where = Both(where, label.Condition(table.ProcessColumn)) }, options, cancellation))];
        if (labels.Count > 0) return labels;
        throw new InputException($"{files}: there are no events{(table.Events.Where is { } all ? $" with {all}" : "")}. At least one signal and one background event are needed.");
    }

    private static bool Any(EventQuery query, EventReadOptions options, CancellationToken cancellation)
    {
        using EventTable table = EventTable.Read(query with { Columns = [new ColumnSelection("one", "1")], AllowEmpty = true }, options, cancellation);
        return table.Count > 0;
    }

    private static Data.Processes.VariationSide Of(Data.Processes.VariationSide side, EventLabel label, string column) =>
        side.Events is { } events ? side with { Events = events with { Where = Both(events.Where, label.Condition(column)) } } : side;

    private static string Both(string? first, string second) => first is null ? second : $"({first}) AND {second}";

    private static (IReadOnlyList<EventSet> Sets, IReadOnlyList<string> Signals) FromFiles(
        IReadOnlyList<ProcessSpecification> specifications, IReadOnlyList<ColumnSelection> columns, int threads, CancellationToken cancellation)
    {
        using ProcessSet processes = ProcessSet.Read(specifications, columns, new EventReadOptions { Threads = threads }, cancellation);
        return ([.. processes.SelectMany(process => Sets(process, columns))], [.. processes.Signals.Select(process => process.Name)]);
    }

    // A variation that only reweights shares the table of the nominal events, and so their probabilities.
    private static IEnumerable<EventSet> Sets(Process process, IReadOnlyList<ColumnSelection> columns)
    {
        (EventSample Sample, string? Variation, Side Side)[] samples =
        [
            (process.Nominal, null, Side.Nominal),
            .. process.Variations.SelectMany(v => new[] { (v.Up, (string?)v.Name, Side.Up), (v.Down, (string?)v.Name, Side.Down) }),
        ];
        foreach (var group in samples.GroupBy(s => s.Sample.Events))
        {
            yield return new EventSet(
                group.First().Sample.Name,
                Observables.ObservableEvents.Features(group.Key, columns),
                [.. group.Select(s => new WeightColumn(process.Name, s.Variation, s.Side, s.Sample.Weights()))]);
        }
    }

    private static (IReadOnlyList<EventSet> Sets, IReadOnlyList<string>? Signals) FromArchive(ProcessArchive archive, IReadOnlyList<ColumnSelection> columns)
    {
        if (columns.FirstOrDefault(column => column.Expression is not null) is { } computed)
            throw new InputException($"'{computed.Name}' has an expression, but the arrays of an archive have no named columns. Name the columns of the arrays in order, without expressions.");
        using NpzReader reader = NpzReader.Open(archive.File);
        IReadOnlyList<EventSet> sets = Processes(reader, archive.File, columns.Count);
        foreach (string signal in archive.Signals.Where(signal => sets.All(set => set.Name != signal)))
            throw new InputException($"data.signals: '{signal}' is no process; {archive.File} holds {string.Join(", ", sets.Select(set => set.Name))}.");
        return (sets, archive.Signals.Count > 0 ? archive.Signals : null);
    }

    /// <summary>The processes of an archive: its arrays but for weights and labels.</summary>
    /// <remarks><c>NAME_weight</c> holds weights; one integer for each event of <c>NAME</c> in an array <c>NAME_...</c> is a label, such as a category that was written before.</remarks>
    /// <param name="reader">The archive.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <param name="columns">The number of scores.</param>
    public static IReadOnlyList<EventSet> Processes(NpzReader reader, string file, int columns) =>
        [.. reader.Names.Where(name => !IsWeight(reader, name) && !IsLabel(reader, name)).Select(process => FromArray(reader, file, process, columns))];

    private static bool IsWeight(NpzReader reader, string name) =>
        name.EndsWith(WeightSuffix, StringComparison.Ordinal) && reader.Names.Contains(name[..^WeightSuffix.Length]);

    private static bool IsLabel(NpzReader reader, string name)
    {
        string[] owners = [.. reader.Names.Where(owner => name.StartsWith(owner + "_", StringComparison.Ordinal))];
        if (owners.Length == 0) return false;
        using NpyArray array = reader.OpenArray(name);
        if (array.Shape.Count != 1 || array.Header.DataType.Scalar?.IsFloatingPoint != false) return false;
        return owners.Any(owner =>
        {
            using NpyArray events = reader.OpenArray(owner);
            return events.Shape.Count > 0 && events.Rows == array.Rows;
        });
    }

    private static EventSet FromArray(NpzReader reader, string file, string process, int columns)
    {
        (double[] values, IReadOnlyList<long> shape) = Array(reader, process);
        int width = shape.Count switch { 1 => 1, 2 => (int)shape[1], _ => 0 };
        if (width < columns)
        {
            throw new DataFormatException(
                file, $"the array '{process}' has the shape [{string.Join(", ", shape)}]", string.Create(CultureInfo.InvariantCulture, $"[event, score] with {columns} or more scores"), "Name as many scores as the arrays have");
        }

        int events = values.Length / width;
        double[] scores = new double[events * columns];
        for (int i = 0; i < events; i++) values.AsSpan(i * width, columns).CopyTo(scores.AsSpan(i * columns));
        double[] weights = new double[events];
        System.Array.Fill(weights, 1.0);
        if (reader.Names.Contains(process + WeightSuffix))
        {
            (double[] given, _) = Array(reader, process + WeightSuffix);
            if (given.Length != 1 && given.Length != events)
            {
                throw new DataFormatException(
                    file, string.Create(CultureInfo.InvariantCulture, $"the array '{process}{WeightSuffix}' has {given.Length} numbers for {events} events"), "one number, or one for each event");
            }

            for (int i = 0; i < events; i++) weights[i] = given.Length == 1 ? given[0] : given[i];
        }

        return new EventSet(process, scores, [new WeightColumn(process, null, Side.Nominal, weights)]);
    }

    private static (double[] Values, IReadOnlyList<long> Shape) Array(NpzReader reader, string name)
    {
        using var array = reader.OpenArray(name);
        return (array.ToDoubles(), array.Shape);
    }
}
