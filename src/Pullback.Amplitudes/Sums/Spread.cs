namespace Pullback.Amplitudes.Sums;

/// <summary>Spreads numbered work over threads, each with its own tools.</summary>
internal static class Spread
{
    /// <summary>Runs all numbers; who runs which never matters, since results go to places of their own.</summary>
    public static void Run<T>(int count, int threads, Func<T> tools, Action<T, int> work, CancellationToken cancellation)
        where T : IDisposable
    {
        int workers = Math.Clamp(threads <= 0 ? Environment.ProcessorCount : threads, 1, Math.Max(1, count));
        int next = -1;
        if (workers == 1)
        {
            Work();
            return;
        }

        try
        {
            Task.WaitAll([.. Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))], CancellationToken.None);
        }
        catch (AggregateException exception)
        {
            // The same error for any number of threads: that of the lowest number is as good as any, cancellation goes before.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerExceptions.FirstOrDefault(e => e is OperationCanceledException) ?? exception.InnerExceptions[0]);
        }

        void Work()
        {
            using T own = tools();
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                int index = Interlocked.Increment(ref next);
                if (index >= count) return;
                work(own, index);
            }
        }
    }
}
