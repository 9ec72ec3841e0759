using System.Collections.Concurrent;

namespace Pullback.Amplitudes.Sums;

/// <summary>Keeps the tools of threads between sums.</summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly ConcurrentBag<SumWorker> _idle = [];

    public Loan Rent(WaveSample sample) => new(this, _idle.TryTake(out SumWorker? worker) ? worker : new SumWorker(sample.Layout));

    public void Dispose()
    {
        while (_idle.TryTake(out SumWorker? worker)) worker.Dispose();
    }

    /// <summary>A worker that goes back when disposed of.</summary>
    internal sealed class Loan(WorkerPool pool, SumWorker worker) : IDisposable
    {
        public SumWorker Worker => worker;

        public void Dispose() => pool._idle.Add(worker);
    }
}
