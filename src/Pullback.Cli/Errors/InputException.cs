namespace Pullback.Cli.Errors;

/// <summary>The user's input is wrong: the command line, a configuration or a file. Ends in <see cref="ExitCode.BadInput"/>.</summary>
/// <remarks>Each problem is one paragraph that says where, what was found, what is allowed and what to do.</remarks>
internal sealed class InputException : Exception
{
    /// <summary>One problem.</summary>
    public InputException(string problem)
        : this([problem])
    {
    }

    /// <summary>One problem, caused by a lower layer's exception.</summary>
    public InputException(string problem, Exception inner)
        : base(problem, inner) => Problems = [problem];

    /// <summary>Every problem found, in the order of the input.</summary>
    public InputException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>The paragraphs to show, at least one.</summary>
    public IReadOnlyList<string> Problems { get; }
}
