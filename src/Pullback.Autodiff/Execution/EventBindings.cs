using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Execution;

/// <summary>The events bound to the inputs of a program and the numbers of events of its axes.</summary>
internal sealed class EventBindings
{
    private readonly Dictionary<EventInputOperation, EventBinding> _inputs = [];
    private readonly Dictionary<EventAxis, long> _counts = [];

    public EventBinding this[EventInputOperation input]
    {
        get => _inputs[input];
        set => _inputs[input] = value;
    }

    public bool Contains(EventInputOperation input) => _inputs.ContainsKey(input);

    public void SetCount(EventAxis axis, long events) => _counts[axis] = events;

    public long Count(EventAxis axis) => _counts.TryGetValue(axis, out long count)
        ? count
        : throw new InvalidOperationException($"The number of events of axis '{axis.Name}' is not known. Bind an input of the axis, or call Evaluator.SetCount.");

    public void Pin()
    {
        foreach (EventBinding binding in _inputs.Values)
        {
            binding.Pin();
        }
    }

    public void Unpin()
    {
        foreach (EventBinding binding in _inputs.Values)
        {
            binding.Unpin();
        }
    }
}
