namespace Pullback.HistFactory.Workspaces;

/// <summary>A workspace breaks the schema or contradicts itself.</summary>
public sealed class InvalidWorkspaceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problems">What is wrong; one paragraph each.</param>
    /// <param name="total">Number of problems found; more than are listed if the list was cut.</param>
    public InvalidWorkspaceException(IReadOnlyList<string> problems, int total)
        : base(MessageOf(problems, total))
    {
        Problems = problems;
        Total = total;
    }

    /// <summary>What is wrong: where, what was found, what is allowed, and what to do. At most 20.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Number of problems found, those beyond the list included.</summary>
    public int Total { get; }

    private static string MessageOf(IReadOnlyList<string> problems, int total)
    {
        ArgumentNullException.ThrowIfNull(problems);
        string header = total == 1 ? "The workspace is not valid." : $"The workspace is not valid; {total} problems were found.";
        string more = total > problems.Count ? $"\n\n... and {total - problems.Count} more." : "";
        return $"{header}\n\n{string.Join("\n\n", problems)}{more}";
    }
}
