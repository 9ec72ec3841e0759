using Pullback.Data.Tables;

namespace Pullback.Data.Processes;

/// <summary>Reads one process and its variations from files.</summary>
internal static class ProcessReader
{
    /// <summary>Reads a process.</summary>
    /// <param name="specification">What to read.</param>
    /// <param name="features">Columns that every table must have, or null.</param>
    /// <param name="options">Memory, threads, scratch folder.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Process Read(ProcessSpecification specification, IReadOnlyList<ColumnSelection>? features, EventReadOptions options, CancellationToken cancellationToken)
    {
        var role = $"process '{specification.Name}'";
        var tables = new List<EventTable>();
        try
        {
            var sharedWeights = specification.Variations
                .SelectMany(variation => (VariationSide[])[variation.Up, variation.Down])
                .Where(side => side.Events is null)
                .Select(side => side.Weight);
            var events = Table(role, specification.Events, features, [specification.Weight, .. sharedWeights], options, tables, cancellationToken);
            var nominal = EventSample.Create(role, events, specification.Weight?.Name, specification.Scale, specification.Yield);
            var variations = specification.Variations.Select(variation =>
            {
                var up = Side(variation, variation.Up, "up");
                var down = Side(variation, variation.Down, "down");
                return new ProcessVariation(variation.Name, up, down);
            }).ToArray();
            return new Process(specification.Name, specification.Role, nominal, variations);

            EventSample Side(VariationSpecification variation, VariationSide side, string direction)
            {
                var sideRole = $"{role}, variation '{variation.Name}' {direction}";
                if (side is { Events: null, Weight: null })
                    throw new EventDataException(sideRole, "it has neither events nor a weight of its own", "other events, another weight, or both");
                var weight = side.Weight ?? specification.Weight;
                var table = side.Events is null ? events : Table(sideRole, side.Events, features, [weight], options, tables, cancellationToken);
                return variation.Normalization == VariationNormalization.NominalYield
                    ? EventSample.Create(sideRole, table, weight?.Name, yield: nominal.Yield)
                    : EventSample.Create(sideRole, table, weight?.Name, scale: nominal.Factor);
            }
        }
        catch
        {
            foreach (var table in tables) table.Dispose();
            throw;
        }
    }

    private static EventTable Table(
        string role, EventQuery query, IReadOnlyList<ColumnSelection>? features, IEnumerable<ColumnSelection?> weights, EventReadOptions options, List<EventTable> tables, CancellationToken cancellationToken)
    {
        var table = EventTable.Read(query with { Columns = Merge(role, features, query.Columns, weights), AllowEmpty = true }, options, cancellationToken);
        tables.Add(table);
        if (table.Count > 0) return table;
        throw new EventDataException(
            role, $"{table.Name} has no events{(query.Where is null ? "" : $" that satisfy where '{query.Where}'")}", "at least one event", "Check the files and the selection");
    }

    private static List<ColumnSelection>? Merge(string role, IReadOnlyList<ColumnSelection>? features, IReadOnlyList<ColumnSelection>? own, IEnumerable<ColumnSelection?> weights)
    {
        if (features is null && own is null)
        {
            if (weights.FirstOrDefault(weight => weight?.Expression is not null) is { } weight)
                throw new ColumnException(role, $"the weight '{weight.Name}' is an expression, but no columns are named", "columns named in the set or in the query", "Name the columns to read");
            return null;
        }

        var merged = new List<ColumnSelection>();
        foreach (var column in (features ?? []).Concat(own ?? []).Concat(weights.OfType<ColumnSelection>()))
        {
            var existing = merged.Find(other => other.Name == column.Name);
            if (existing is null) merged.Add(column);
            else if (existing.Expression != column.Expression)
                throw new ColumnException(role, $"the column '{column.Name}' has two definitions", "one definition per name", "Give one of them another name");
        }

        return merged;
    }
}
