using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>Counts the events a pass has seen and has it compiled in the background once it has proved hot.</summary>
internal sealed class PassHeat(Plan plan, PassStep pass)
{
    private long _events;

    /// <summary>The compilation, once it has started.</summary>
    public Task? Compilation { get; private set; }

    /// <summary>Adds the events of one run of the pass.</summary>
    public void Add(long events)
    {
        long before = Interlocked.Add(ref _events, events) - events;
        if (before < Emission.HotEvents && before + events >= Emission.HotEvents)
        {
            Compilation = Task.Run(() => Emission.Compile(plan, pass));
        }
    }
}
