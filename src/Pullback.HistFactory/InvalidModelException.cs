namespace Pullback.HistFactory;

/// <summary>A specification from which no model can be built. Each problem says where, what was found, what is allowed and what to do.</summary>
public sealed class InvalidModelException : Exception
{
    /// <summary>One problem.</summary>
    /// <param name="problem">A paragraph for a person.</param>
    public InvalidModelException(string problem)
        : this([problem])
    {
    }

    /// <summary>All problems found.</summary>
    /// <param name="problems">One paragraph each, at least one.</param>
    public InvalidModelException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>One paragraph for each problem.</summary>
    public IReadOnlyList<string> Problems { get; }
}
