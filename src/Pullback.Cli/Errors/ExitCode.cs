namespace Pullback.Cli.Errors;

/// <summary>What the process reports to its caller.</summary>
internal enum ExitCode
{
    /// <summary>The verb did its work.</summary>
    Done = 0,

    /// <summary>The computation failed, for example a fit that did not converge. The result is still written.</summary>
    ComputationFailed = 1,

    /// <summary>The command line, a configuration or an input file is wrong.</summary>
    BadInput = 2,

    /// <summary>Stopped by Ctrl-C or a termination signal; a checkpoint is kept where the verb writes one.</summary>
    Interrupted = 130,
}
