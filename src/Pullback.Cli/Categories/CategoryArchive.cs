using Pullback.Cli.Errors;
using Pullback.Data.Npz;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;

namespace Pullback.Cli.Categories;

/// <summary>Writes archives back with the categories of their events; their own arrays are copied bit by bit.</summary>
internal static class CategoryArchive
{
    /// <summary>Whether files are one such archive: an npz without columns of the names of the scores.</summary>
    public static bool Is(IReadOnlyList<string> paths, CategoryDefinition definition)
    {
        if (paths.Count != 1 || !Path.GetExtension(paths[0]).Equals(".npz", StringComparison.OrdinalIgnoreCase) || !File.Exists(paths[0])) return false;
        if (definition.ScoreExpressions is not null) return false;
        using NpzReader reader = NpzReader.Open(paths[0]);
        return !definition.ScoreNames.Any(name => reader.Names.Contains(name));
    }

    /// <summary>Assigns and writes.</summary>
    /// <param name="trained">The categories.</param>
    /// <param name="from">The archive.</param>
    /// <param name="to">The new archive: all its arrays, and <c>NAME_category</c> for every process.</param>
    /// <param name="column">What follows the name of a process.</param>
    /// <returns>The number of events in each category. Shape [category].</returns>
    public static double[] Apply(TrainedCategories trained, string from, string to, string column)
    {
        if (!Path.GetExtension(to).Equals(".npz", StringComparison.OrdinalIgnoreCase))
            throw new InputException($"--to: the events come from an archive with an array for every process, which only an npz can hold; found '{Path.GetFileName(to)}'.");
        double[] counts = new double[trained.Model.Categories];
        using NpzReader reader = NpzReader.Open(from);
        IReadOnlyList<EventSet> sets = CategoryEvents.Processes(reader, from, trained.Definition.ScoreNames.Count);
        if (sets.FirstOrDefault(set => reader.Names.Contains($"{set.Name}_{column}")) is { } taken)
            throw new InputException($"--column: the archive has an array '{taken.Name}_{column}' already. Give the new one another name.");
        NpzWriter.Write(to, writer =>
        {
            foreach (string name in reader.Names) writer.Copy(reader, name);
            foreach (EventSet set in sets)
            {
                int[] assigned = trained.Assign(set.Features.Span);
                foreach (int category in assigned) counts[category]++;
                writer.Add<int>($"{set.Name}_{column}", assigned, assigned.Length);
            }
        });
        return counts;
    }

    /// <summary>Writes an archive with an array for every column back with further ones; whatever it holds stays as it is.</summary>
    /// <param name="from">The archive.</param>
    /// <param name="to">The new archive.</param>
    /// <param name="column">The name of the categories.</param>
    /// <param name="assigned">The category of each event.</param>
    /// <param name="probabilities">Further columns.</param>
    public static void Extend(string from, string to, string column, int[] assigned, IReadOnlyList<(string Name, double[] Values)> probabilities)
    {
        using NpzReader reader = NpzReader.Open(from);
        if (reader.Names.Contains(column)) throw new InputException($"--column: the archive has an array '{column}' already. Give the new one another name.");
        NpzWriter.Write(to, writer =>
        {
            foreach (string name in reader.Names) writer.Copy(reader, name);
            writer.Add<int>(column, assigned, assigned.Length);
            foreach ((string name, double[] values) in probabilities) writer.Add<double>(name, values, values.Length);
        });
    }
}
