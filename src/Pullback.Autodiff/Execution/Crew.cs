namespace Pullback.Autodiff.Execution;

/// <summary>Threads that share the chunks of a pass. The caller works too and can finish alone, so a busy machine stalls nothing.</summary>
internal sealed class Crew : IDisposable
{
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread[] _helpers;
    private Job? _job;
    private volatile bool _stopping;

    public Crew(int size)
    {
        Size = size;
        _helpers = new Thread[size - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            int worker = i + 1;
            _helpers[i] = new Thread(() => Help(worker)) { IsBackground = true, Name = "Pullback worker" };
            _helpers[i].Start();
        }
    }

    /// <summary>The number of threads, the caller included.</summary>
    public int Size { get; }

    /// <summary>Runs <paramref name="body"/>(worker, chunk) for every chunk and waits for the last.</summary>
    public void Run(int chunks, Action<int, int> body, CancellationToken cancellation)
    {
        var job = new Job(chunks, body, cancellation);
        int helpers = Math.Min(_helpers.Length, chunks - 1);
        if (helpers > 0)
        {
            Volatile.Write(ref _job, job);
            _wake.Release(helpers);
        }

        job.Work(0);
        job.Wait();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _stopping = true;
        if (_helpers.Length > 0)
        {
            _wake.Release(_helpers.Length);
        }

        foreach (Thread helper in _helpers)
        {
            helper.Join();
        }

        _wake.Dispose();
    }

    private void Help(int worker)
    {
        while (true)
        {
            _wake.Wait();
            if (_stopping)
            {
                return;
            }

            Volatile.Read(ref _job)?.Work(worker);
        }
    }

    private sealed class Job(int chunks, Action<int, int> body, CancellationToken cancellation)
    {
        private int _next;
        private int _done;
        private Exception? _failure;

        public void Work(int worker)
        {
            int chunk;
            while ((chunk = Interlocked.Increment(ref _next) - 1) < chunks)
            {
                try
                {
                    if (Volatile.Read(ref _failure) is null && !cancellation.IsCancellationRequested)
                    {
                        body(worker, chunk);
                    }
                }
#pragma warning disable CA1031 // Any failure of a worker belongs to the caller, who rethrows it.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref _failure, failure, null);
                }

                Interlocked.Increment(ref _done);
            }
        }

        public void Wait()
        {
            SpinWait spin = default;
            while (Volatile.Read(ref _done) < chunks)
            {
                spin.SpinOnce();
            }

            if (_failure is { } failure)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
    }
}
