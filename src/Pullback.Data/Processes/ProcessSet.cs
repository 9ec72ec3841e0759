using System.Collections;
using Pullback.Data.Tables;

namespace Pullback.Data.Processes;

/// <summary>The processes of an analysis, with different names and in a fixed order.</summary>
public sealed class ProcessSet : IReadOnlyList<Process>, IDisposable
{
    private readonly IReadOnlyList<Process> _processes;

    /// <summary>Creates a set. It owns the processes.</summary>
    /// <param name="processes">At least one process.</param>
    /// <exception cref="EventDataException">There is none, or two have one name.</exception>
    public ProcessSet(params IReadOnlyList<Process> processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        if (processes.Count == 0) throw new EventDataException("processes", "there is no process", "at least one");
        RequireDifferent("processes", "processes", processes.Select(process => process.Name));
        _processes = processes;
    }

    /// <inheritdoc/>
    public int Count => _processes.Count;

    /// <summary>The signal processes.</summary>
    public IEnumerable<Process> Signals => _processes.Where(process => process.Role == ProcessRole.Signal);

    /// <summary>The background processes.</summary>
    public IEnumerable<Process> Backgrounds => _processes.Where(process => process.Role == ProcessRole.Background);

    /// <summary>Names of the variations of all processes, each once, in order of first appearance.</summary>
    public IReadOnlyList<string> VariationNames => [.. _processes.SelectMany(process => process.Variations).Select(variation => variation.Name).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public Process this[int index] => _processes[index];

    /// <summary>A process by name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="EventDataException">There is none; the message lists the existing ones.</exception>
    public Process this[string name] => _processes.FirstOrDefault(process => process.Name == name)
        ?? throw new EventDataException("processes", $"there is no process '{name}'", NearestName.List([.. _processes.Select(process => process.Name)]));

    /// <summary>Reads the events of all processes and their variations.</summary>
    /// <param name="specifications">The processes.</param>
    /// <param name="features">Columns that every table must have, in order; null if the queries name their own columns.</param>
    /// <param name="options">Memory (per table), threads, scratch folder; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="EventDataException">A file, column, weight or number of a process is bad; the message names the process.</exception>
    public static ProcessSet Read(
        IReadOnlyList<ProcessSpecification> specifications, IReadOnlyList<ColumnSelection>? features = null, EventReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specifications);
        RequireDifferent("processes", "processes", specifications.Select(specification => specification.Name));
        var processes = new List<Process>();
        try
        {
            foreach (var specification in specifications)
                processes.Add(ProcessReader.Read(specification, features, options ?? new EventReadOptions(), cancellationToken));
            return new ProcessSet(processes);
        }
        catch
        {
            foreach (var process in processes) process.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Process> GetEnumerator() => _processes.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Releases the tables of all processes.</summary>
    public void Dispose()
    {
        foreach (var process in _processes) process.Dispose();
    }

    /// <summary>Throws if a name appears twice.</summary>
    internal static void RequireDifferent(string where, string what, IEnumerable<string> names)
    {
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new EventDataException(where, $"two {what} are called '{twice.Key}'", "different names");
    }
}
