using Pullback.HistFactory.Json;

namespace Pullback.HistFactory.Operations;

/// <summary>An operation on workspaces cannot be done as asked.</summary>
public sealed class WorkspaceOperationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="operation">The operation, such as <c>prune</c>.</param>
    /// <param name="problem">What was found, what is allowed, and what to do.</param>
    public WorkspaceOperationException(string operation, string problem)
        : base($"{operation}: {problem}")
    {
    }

    /// <summary>The error for a name that does not exist; it lists those that do and suggests the nearest.</summary>
    internal static WorkspaceOperationException Unknown(string operation, string kind, string plural, string name, IReadOnlyCollection<string> existing)
    {
        string? nearest = NearestName.Find(name, existing);
        string found = existing.Count == 0 ? $"there are no {plural}" : $"the {plural} are {NearestName.List(existing)}";
        return new WorkspaceOperationException(operation, $"there is no {kind} '{name}'; {found}.{(nearest is null ? "" : $" The nearest is '{nearest}'.")}");
    }
}
