using System.Globalization;
using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

/// <summary>Runs a <see cref="CompiledProgram"/>: bind inputs, evaluate, read outputs. Used by one thread at a time.</summary>
/// <remarks>After the first evaluation with given event counts, an evaluation in memory allocates nothing that grows with events or operations.</remarks>
public sealed unsafe class Evaluator : IDisposable
{
    private readonly CompiledProgram _program;
    private readonly int _threads;
    private readonly EventBindings _ownBindings = new();
    private readonly HashSet<Node> _unset = [];
    private readonly Dictionary<Expr, int> _outputs = [];
    private readonly EventLeaf[] _eventInputs;
    private EventBindings _bindings;
    private Runtime _runtime;
    private Crew? _crew;
    private bool _evaluated;
    private bool _disposed;

    internal Evaluator(CompiledProgram program)
    {
        _program = program;
        _threads = program.Options.Threads > 0 ? program.Options.Threads : Environment.ProcessorCount;
        _runtime = new Runtime(program.Retaining ?? program.Recomputing, _threads);
        _bindings = _ownBindings;
        _eventInputs = EventLeaf.Find(program.Schedule);
        foreach (Node node in program.Schedule.Nodes)
        {
            if (node.Operation is ParameterOperation)
            {
                _unset.Add(node);
            }
        }

        for (int i = 0; i < program.Outputs.Count; i++)
        {
            _outputs.TryAdd(program.Outputs[i], i);
        }
    }

    /// <summary>Sets a scalar parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The value.</param>
    public void Set(Expr parameter, double value) => Set(parameter, new ReadOnlySpan<double>(in value));

    /// <summary>Sets a parameter, element by element in row-major order. A parameter the program does not depend on is ignored.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="values">The elements; copied.</param>
    /// <exception cref="ArgumentException">Not a parameter, or a wrong number of elements.</exception>
    public void Set(Expr parameter, ReadOnlySpan<double> values)
    {
        if (FindParameter(parameter, values.Length) is { } node)
        {
            _runtime.Write(_runtime.Leaf(node), values);
            _unset.Remove(node);
        }
    }

    /// <summary>Sets a parameter, element by element in row-major order. A parameter the program does not depend on is ignored.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="values">The elements; copied.</param>
    /// <exception cref="ArgumentException">Not a parameter, or a wrong number of elements.</exception>
    public void Set(Expr parameter, ReadOnlySpan<float> values)
    {
        if (FindParameter(parameter, values.Length) is { } node)
        {
            _runtime.Write(_runtime.Leaf(node), values);
            _unset.Remove(node);
        }
    }

    /// <summary>Binds the events of an input to memory; not copied, so the memory must keep its content while the evaluator uses it.</summary>
    /// <param name="eventInput">The event input.</param>
    /// <param name="rows">The rows, row-major <c>[event, shape]</c>.</param>
    /// <exception cref="ArgumentException">Not an event input, or a number of elements that is not a multiple of the row's.</exception>
    public void Bind(Expr eventInput, ReadOnlyMemory<double> rows)
    {
        EventInputOperation input = FindEventInput(eventInput, rows.Length);
        _ownBindings[input] = new MemoryBinding<double>(rows, eventInput.Shape.Length);
        _ownBindings.SetCount(eventInput.Axis!, rows.Length / eventInput.Shape.Length);
    }

    /// <summary>Binds the events of an input to memory; not copied, so the memory must keep its content while the evaluator uses it.</summary>
    /// <param name="eventInput">The event input.</param>
    /// <param name="rows">The rows, row-major <c>[event, shape]</c>.</param>
    /// <exception cref="ArgumentException">Not an event input, or a number of elements that is not a multiple of the row's.</exception>
    public void Bind(Expr eventInput, ReadOnlyMemory<float> rows)
    {
        EventInputOperation input = FindEventInput(eventInput, rows.Length);
        _ownBindings[input] = new MemoryBinding<float>(rows, eventInput.Shape.Length);
        _ownBindings.SetCount(eventInput.Axis!, rows.Length / eventInput.Shape.Length);
    }

    /// <summary>Binds all event inputs of an axis to a source that is read tile by tile, by the names of the inputs.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="source">The source.</param>
    public void Bind(EventAxis axis, IEventSource source)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(source);
        foreach (EventLeaf input in _eventInputs)
        {
            if (input.Axis == axis)
            {
                _ownBindings[input.Operation] = new SourceBinding(source, input.Name, input.Length);
            }
        }

        _ownBindings.SetCount(axis, source.Count);
    }

    /// <summary>Says how many events an axis has, for a program that uses the axis without reading an input of it.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="events">The number of events.</param>
    public void SetCount(EventAxis axis, long events)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        _ownBindings.SetCount(axis, events);
    }

    /// <summary>Computes all outputs.</summary>
    /// <param name="cancellation">Stops between chunks of events.</param>
    /// <exception cref="InvalidOperationException">An input is not bound, or the inputs of an axis have different numbers of events.</exception>
    /// <exception cref="ArithmeticException">A uniform output is NaN and <see cref="ProgramOptions.NonFinite"/> is Throw.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Evaluate(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _evaluated = false;
        CheckBound();
        ChoosePlan();
        if (_threads > 1 && _crew is null && _runtime.Plan.Passes.Any())
        {
            _crew = new Crew(_threads);
        }

        foreach (int slot in _runtime.Plan.LeafSlots)
        {
            if (_runtime.Plan.Slots[slot].Node.Operation is EventCountOperation count)
            {
                double events = _bindings.Count(count.Axis);
                _runtime.Write(slot, new ReadOnlySpan<double>(in events));
            }
        }

        if (_bindings == _ownBindings)
        {
            _bindings.Pin();
        }

        try
        {
            _runtime.Execute(_bindings, _crew, cancellation);
        }
        finally
        {
            if (_bindings == _ownBindings)
            {
                _bindings.Unpin();
            }
        }

        _evaluated = true;
        CheckNumbers();
    }

    /// <summary>The value of a scalar output.</summary>
    /// <param name="output">The output.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">Not an output of the program, or not a uniform scalar.</exception>
    public double Scalar(Expr output)
    {
        int position = FindOutput(output);
        int slot = _runtime.Plan.OutputSlots[position];
        if (slot < 0 || output.Shape.Length != 1)
        {
            throw new ArgumentException($"{output} is not a uniform scalar; read it with Float64 or Float32.", nameof(output));
        }

        return output.ElementType == ElementType.Float64 ? *(double*)_runtime.Address(slot) : *(float*)_runtime.Address(slot);
    }

#pragma warning disable CA1720 // The methods are named after the element types.
    /// <summary>The elements of a float64 output: row-major, an event output as <c>[event, shape]</c>. Valid until the next evaluation.</summary>
    /// <param name="output">The output.</param>
    /// <returns>The elements.</returns>
    public ReadOnlySpan<double> Float64(Expr output) => Read<double>(output, ElementType.Float64);

    /// <summary>The elements of a float32 output: row-major, an event output as <c>[event, shape]</c>. Valid until the next evaluation.</summary>
    /// <param name="output">The output.</param>
    /// <returns>The elements.</returns>
    public ReadOnlySpan<float> Float32(Expr output) => Read<float>(output, ElementType.Float32);
#pragma warning restore CA1720

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _crew?.Dispose();
            _runtime.Dispose();
        }
    }

    /// <summary>Takes the events of another evaluator, which keeps them pinned.</summary>
    internal void Borrow(EventBindings bindings) => _bindings = bindings;

    private ReadOnlySpan<T> Read<T>(Expr output, ElementType type)
        where T : unmanaged
    {
        int position = FindOutput(output);
        if (output.ElementType != type)
        {
            throw new ArgumentException($"{output} is not {type}; read it with {output.ElementType}.", nameof(output));
        }

        int slot = _runtime.Plan.OutputSlots[position];
        return slot >= 0
            ? new ReadOnlySpan<T>(_runtime.Address(slot), output.Shape.Length)
            : new ReadOnlySpan<T>(_runtime.EventOutputs[position]!.Start, checked((int)(_bindings.Count(output.Axis!) * output.Shape.Length)));
    }

    private int FindOutput(Expr output)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_outputs.TryGetValue(output, out int position))
        {
            throw new ArgumentException($"{output} is not an output of this program. Name it in CompiledProgram.Compile.", nameof(output));
        }

        return _evaluated
            ? position
            : throw new InvalidOperationException("The outputs have no values yet: call Evaluate first.");
    }

    private Node? FindParameter(Expr parameter, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (parameter.IsNumber || parameter.Node.Operation is not ParameterOperation)
        {
            throw new ArgumentException($"{parameter} is not a parameter. Only values made by Graph.Parameter can be set.", nameof(parameter));
        }

        if (count != parameter.Shape.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Parameter '{parameter.Node.Operation.Name}' of shape {parameter.Shape} takes {parameter.Shape.Length} numbers, found {count}."), nameof(parameter));
        }

        return _program.Schedule.Find(parameter.Node);
    }

    private EventInputOperation FindEventInput(Expr input, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (input.IsNumber || input.Node.Operation is not EventInputOperation)
        {
            throw new ArgumentException($"{input} is not an event input. Only values made by Graph.EventInput can be bound.", nameof(input));
        }

        if (count % input.Shape.Length != 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Event input '{input.Node.Operation.Name}' has rows of {input.Shape.Length} numbers, found {count} numbers: not a whole number of events."), nameof(input));
        }

        return (EventInputOperation)input.Node.Operation;
    }

    private void CheckBound()
    {
        if (_unset.Count > 0)
        {
            throw new InvalidOperationException(
                $"No value is set for {string.Join(", ", _unset.Select(n => $"parameter '{n.Operation.Name}'").Order())}. Call Evaluator.Set before Evaluate.");
        }

        foreach (EventLeaf input in _eventInputs)
        {
            if (!_bindings.Contains(input.Operation))
            {
                throw new InvalidOperationException(
                    $"Event input '{input.Name}' of axis '{input.Axis.Name}' is not bound. Call Evaluator.Bind before Evaluate.");
            }
        }

        foreach (EventLeaf input in _eventInputs)
        {
            _bindings.SetCount(input.Axis, _bindings[input.Operation].Count);
        }

        foreach (EventLeaf input in _eventInputs)
        {
            long count = _bindings[input.Operation].Count;
            if (count != _bindings.Count(input.Axis))
            {
                EventLeaf other = _eventInputs.Last(i => i.Axis == input.Axis);
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"The inputs of axis '{input.Axis.Name}' have different numbers of events: '{input.Name}' has {count}, "
                    + $"'{other.Name}' has {_bindings.Count(input.Axis)}. Bind the same events to all inputs of an axis."));
            }

            if (count == 0)
            {
                throw new InvalidOperationException(
                    $"Event input '{input.Name}' of axis '{input.Axis.Name}' has no events. At least one is needed; leave an empty sample out.");
            }
        }
    }

    private void ChoosePlan()
    {
        if (_program.Retaining is not { } retaining)
        {
            return;
        }

        decimal bytes = 0;
        foreach (EventAxis axis in retaining.Retained.Select(n => n.Axis!).Distinct())
        {
            bytes += (decimal)_bindings.Count(axis) * retaining.RetainedBytesPerEvent(axis);
        }

        Plan wanted = bytes <= _program.Options.RetainBytes ? retaining : _program.Recomputing;
        if (!ReferenceEquals(wanted, _runtime.Plan))
        {
            Runtime previous = _runtime;
            _runtime = new Runtime(wanted, _threads);
            _runtime.CopyLeaves(previous);
            previous.Dispose();
        }
    }

    private void CheckNumbers()
    {
        if (_program.Options.NonFinite == NonFinitePolicy.Allow)
        {
            return;
        }

        for (int i = 0; i < _program.Outputs.Count; i++)
        {
            int slot = _runtime.Plan.OutputSlots[i];
            if (slot >= 0 && HasNaN(_runtime.Plan.Slots[slot]))
            {
                throw new ArithmeticException(NaNReport.Of(_runtime, _program.Outputs[i], i));
            }
        }
    }

    private bool HasNaN(Slot slot) => slot.ElementSize == 8
        ? NaNReport.Find(new ReadOnlySpan<double>(_runtime.Address(slot.Index), slot.Length)) >= 0
        : NaNReport.Find(new ReadOnlySpan<float>(_runtime.Address(slot.Index), slot.Length)) >= 0;
}
