using System.Runtime.ExceptionServices;
using Pullback.Cli.CommandLine;

namespace Pullback.Cli.Workspaces;

/// <summary>Independent pieces of work over the threads of <c>--threads</c>, with a line of progress.</summary>
internal static class ParallelWork
{
    /// <summary>Does every piece.</summary>
    /// <param name="context">Threads, progress and cancellation.</param>
    /// <param name="what">What the line of progress says.</param>
    /// <param name="count">Number of pieces.</param>
    /// <param name="local">Makes what one thread needs.</param>
    /// <param name="body">Does one piece; its result must not depend on the pieces done before.</param>
    /// <returns>The results in order.</returns>
    public static TResult[] Run<TLocal, TResult>(VerbContext context, string what, int count, Func<TLocal> local, Func<TLocal, int, TResult> body)
    {
        var results = new TResult[count];
        var failures = new ExceptionDispatchInfo?[count];
        int done = 0;
        object drawing = new();
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Threads == 0 ? -1 : context.Threads, CancellationToken = context.Cancellation };
        Parallel.For(
            0,
            count,
            options,
            local,
            (i, _, mine) =>
            {
                try
                {
                    results[i] = body(mine, i);
                }
                catch (Exception problem) when (problem is not OutOfMemoryException)
                {
                    failures[i] = ExceptionDispatchInfo.Capture(problem);
                }

                lock (drawing) context.Progress.Report(what, ++done, count);
                return mine;
            },
            _ => { });
        context.Cancellation.ThrowIfCancellationRequested();

        // The first in order, not in time: the same error whatever the number of threads.
        failures.FirstOrDefault(failure => failure is not null)?.Throw();
        return results;
    }
}
