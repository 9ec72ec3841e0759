using System.Globalization;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables;

/// <summary>The events that a summary is trained or evaluated on.</summary>
public sealed record ObservableData
{
    /// <summary>The names of the features.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>The expression of input columns that made each feature, or null where it is a column itself; kept with a model so that it applies to new files.</summary>
    /// <value>Default null: every feature is a column.</value>
    public IReadOnlyList<string?>? FeatureExpressions { get; init; }

    /// <summary>The events of every process and variation.</summary>
    public required IReadOnlyList<EventSet> Sets { get; init; }

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (FeatureNames.Count == 0) yield return "There are no features; the network needs at least one.";
        foreach (EventSet set in Sets)
        {
            if (set.Count == 0)
            {
                yield return $"'{set.Name}' has no events; every process and variation needs at least one.";
                continue;
            }

            if (set.Features.Length != (long)set.Count * FeatureNames.Count)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{set.Name}' has {set.Count} weights and {set.Features.Length} feature values; {FeatureNames.Count} features make {(long)set.Count * FeatureNames.Count}.");
                continue;
            }

            int bad = FirstNotFinite(set.Features.Span);
            if (bad >= 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"'{set.Name}', event {bad / FeatureNames.Count}: '{FeatureNames[bad % FeatureNames.Count]}' is {set.Features.Span[bad]}, but must be finite.");
            }

            foreach (WeightColumn column in set.Columns)
            {
                if (column.Weights.Length != set.Count)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"'{column.Label}' has {column.Weights.Length} weights for {set.Count} events.");
                    continue;
                }

                bad = FirstNotFinite(column.Weights.Span);
                if (bad >= 0) yield return string.Create(CultureInfo.InvariantCulture, $"'{column.Label}', event {bad}: the weight is {column.Weights.Span[bad]}, but must be finite.");
            }
        }
    }

    /// <summary>What is missing or given twice among the processes, one sentence each.</summary>
    internal IEnumerable<string> ProcessProblems()
    {
        WeightColumn[] columns = [.. Sets.SelectMany(s => s.Columns)];
        WeightColumn[] nominal = [.. columns.Where(c => c.Side == VariationSide.Nominal)];
        if (!nominal.Any(c => c.Process == TemplateModelOptions.Signal)) yield return $"There is no process '{TemplateModelOptions.Signal}'; one is needed.";
        if (nominal.All(c => c.Process == TemplateModelOptions.Signal)) yield return "There is no background; at least one is needed.";
        foreach (IGrouping<string, WeightColumn> twice in columns.GroupBy(c => c.Label, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"'{twice.Key}' is given {twice.Count()} times; put all its events into one set.");
        foreach (string process in columns.Select(c => c.Process).Distinct(StringComparer.Ordinal).Where(p => nominal.All(n => n.Process != p)))
            yield return $"Process '{process}' has a variation but no nominal events.";
    }

    private static int FirstNotFinite(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) return i;
        }

        return -1;
    }
}
