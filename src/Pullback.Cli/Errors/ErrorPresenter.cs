using System.Reflection;
using Pullback.Cli.CommandLine;
using Pullback.Cli.Text;
using Pullback.Data;

namespace Pullback.Cli.Errors;

/// <summary>Turns an exception into paragraphs on standard error and an exit code.</summary>
/// <remarks>
/// Faults of the input (<see cref="InputException"/>, and whatever the readers throw about files) end in 2, cancellation in 130, everything else in 1.
/// A stack trace is shown with <c>--debug</c> only.
/// </remarks>
internal static class ErrorPresenter
{
    /// <summary>Writes <paramref name="exception"/> for a person and returns the exit code that belongs to it.</summary>
    public static ExitCode Present(Exception exception, HostEnvironment host, bool debug)
    {
        Exception cause = Unwrap(exception);
        (ExitCode code, IReadOnlyList<string> paragraphs) = Describe(cause);
        foreach (string paragraph in paragraphs)
            WriteParagraph(host, paragraph);
        if (debug)
            host.Error.WriteLine(exception.ToString());
        return code;
    }

    /// <summary>Writes one wrapped paragraph, led by <c>error:</c>.</summary>
    public static void WriteParagraph(HostEnvironment host, string paragraph)
    {
        foreach (string line in TextWrap.Wrap("error: " + paragraph, host.Width))
            host.Error.WriteLine(line);
    }

    private static (ExitCode Code, IReadOnlyList<string> Paragraphs) Describe(Exception exception) => exception switch
    {
        InputException input => (ExitCode.BadInput, input.Problems),
        ComputationException computation => (ExitCode.ComputationFailed, [computation.Message]),
        EventDataException data => (ExitCode.BadInput, [data.Message]),
        OperationCanceledException => (ExitCode.Interrupted, ["interrupted."]),
        FileNotFoundException { FileName: { Length: > 0 } file } => (ExitCode.BadInput, [$"{file}: no such file. Check the path; relative paths start at the current folder."]),
        UnauthorizedAccessException or IOException or InvalidDataException => (ExitCode.BadInput, [exception.Message]),
        OutOfMemoryException => (ExitCode.ComputationFailed, ["out of memory. Use a smaller batch, fewer threads, or a machine with more memory."]),
        _ => (ExitCode.ComputationFailed, [Unexpected(exception)]),
    };

    private static string Unexpected(Exception exception) =>
        $"internal error ({exception.GetType().Name}): {exception.Message.ReplaceLineEndings(" ")} " +
        "This is a fault of pullback, not of your input: please report it with the command, the input and the output of the same command with --debug.";

    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: 1 } aggregate => Unwrap(aggregate.InnerExceptions[0]),
        AggregateException aggregate when aggregate.Flatten().InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) is { } first => Unwrap(first),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };
}
