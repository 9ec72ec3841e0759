using Pullback.Data.Processes;
using Pullback.Data.Tables;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables;
using Side = Pullback.Learning.Observables.VariationSide;

namespace Pullback.Cli.Observables;

/// <summary>Reads or generates the events that a configuration names.</summary>
internal static class ObservableEvents
{
    /// <summary>The events of every process and variation.</summary>
    /// <exception cref="Pullback.Data.EventDataException">A file, column, weight or number is bad.</exception>
    public static ObservableData Read(ObservableSettings settings, ulong seed, int threads, CancellationToken cancellation)
    {
        if (settings.Data is GeneratedData generated) return LearningOptions.From(generated).Draw(seed);
        using ProcessSet processes = ProcessSet.Read(
            ((ProcessData)settings.Data).Processes, settings.Features, new EventReadOptions { Threads = threads }, cancellation);
        return new ObservableData
        {
            FeatureNames = [.. settings.Features.Select(f => f.Name)],
            FeatureExpressions = [.. settings.Features.Select(f => f.Expression)],
            Sets = [.. processes.SelectMany(process => Sets(process, settings.Features))],
        };
    }

    /// <summary>The features of a table, row-major. Shape [event, feature].</summary>
    public static double[] Features(EventTable table, IReadOnlyList<ColumnSelection> features)
    {
        double[] rows = new double[table.Count * features.Count];
        double[] column = new double[table.Count];
        for (int f = 0; f < features.Count; f++)
        {
            table.Read(features[f].Name, 0, column);
            for (int i = 0; i < column.Length; i++) rows[(i * features.Count) + f] = column[i];
        }

        return rows;
    }

    // A variation that only reweights shares the table of the nominal events, and so the network's work on them.
    private static IEnumerable<EventSet> Sets(Process process, IReadOnlyList<ColumnSelection> features)
    {
        string name = process.Role == ProcessRole.Signal ? TemplateModelOptions.Signal : process.Name;
        (EventSample Sample, string? Variation, Side Side)[] samples =
        [
            (process.Nominal, null, Side.Nominal),
            .. process.Variations.SelectMany(v => new[] { (v.Up, (string?)v.Name, Side.Up), (v.Down, (string?)v.Name, Side.Down) }),
        ];
        foreach (IGrouping<EventTable, (EventSample Sample, string? Variation, Side Side)> group in samples.GroupBy(s => s.Sample.Events))
        {
            yield return new EventSet(
                group.First().Sample.Name, Features(group.Key, features), [.. group.Select(s => new WeightColumn(name, s.Variation, s.Side, s.Sample.Weights()))]);
        }
    }
}
