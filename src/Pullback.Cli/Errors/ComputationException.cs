namespace Pullback.Cli.Errors;

/// <summary>The input was right and the computation failed. Ends in <see cref="ExitCode.ComputationFailed"/>.</summary>
internal sealed class ComputationException : Exception
{
    /// <summary>What failed and what to try.</summary>
    public ComputationException(string problem)
        : base(problem)
    {
    }

    /// <summary>What failed and what to try, caused by a lower layer's exception.</summary>
    public ComputationException(string problem, Exception inner)
        : base(problem, inner)
    {
    }
}
