namespace Pullback.HistFactory.Workspaces;

/// <summary>Collects what is wrong with a document.</summary>
internal sealed class ProblemList
{
    private const int LongestList = 20;

    private readonly List<string> _problems = [];

    /// <summary>Number of problems found, those that are not kept included.</summary>
    public int Total { get; private set; }

    /// <summary>The first problems.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Adds a problem.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="problem">What was found, what is allowed, and what to do.</param>
    public void Add(Place place, string problem)
    {
        if (Total++ < LongestList)
            _problems.Add($"{place}: {problem}");
    }
}
