using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution;

/// <summary>
/// The memory one thread runs a program in: a table of addresses, one for each slot. Uniform slots are shared by all frames of an evaluator;
/// event slots hold one tile of events and belong to the frame.
/// </summary>
/// <remarks>
/// A slot of <c>L</c> elements holds a uniform value as <c>L</c> numbers and an event value as <c>L</c> rows of <see cref="Pitch"/> numbers:
/// events vary fastest, so that kernels run along events whatever the shape.
/// </remarks>
internal sealed unsafe class Frame : IDisposable
{
    private readonly Plan _plan;
    private readonly nint* _pointers;
    private byte* _tile;
    private nuint _tileBytes;
    private byte* _scratch;
    private nuint _scratchBytes;

    public Frame(Plan plan, byte* uniform)
    {
        _plan = plan;
        Uniform = uniform;
        _pointers = (nint*)NativeMemory.AllocZeroed((nuint)Math.Max(plan.Slots.Length, 1), (nuint)sizeof(nint));
        States = new object?[plan.StateCount];
        foreach (Slot slot in plan.Slots)
        {
            if (!slot.IsEvent && slot.Base < 0)
            {
                Redirect(slot.Index, uniform + slot.Offset);
            }
        }
    }

    ~Frame() => Free();

    /// <summary>Events of the tile in work.</summary>
    public int Rows { get; set; }

    /// <summary>Numbers from one element of an event slot to the next: the tile's capacity, a multiple of <see cref="Plan.RowGranularity"/>.</summary>
    public int Pitch { get; private set; }

    /// <summary>The position of the tile's first event in the pass.</summary>
    public long FirstRow { get; set; }

    /// <summary>Where deferred sums keep their operands.</summary>
    public Stretch Stretch { get; set; }

    /// <summary>Where the reductions of the chunk in work put their partial results.</summary>
    public byte* Partial { get; set; }

    /// <summary>The events bound to the program's inputs.</summary>
    public EventBindings Bindings { get; set; } = new();

    /// <summary>Objects that instructions keep for this thread.</summary>
    public object?[] States { get; }

    /// <summary>The addresses of all slots.</summary>
    public nint* Slots => _pointers;

    /// <summary>The memory of the uniform slots.</summary>
    public byte* Uniform { get; }

    /// <summary>The address of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Address(int slot) => (void*)_pointers[slot];

    /// <summary>Points a slot, and the views of it, to other memory.</summary>
    public void Redirect(int slot, void* address)
    {
        _pointers[slot] = (nint)address;
        foreach (int view in _plan.Slots[slot].Views)
        {
            SetView(_plan.Slots[view]);
        }
    }

    /// <summary>Scratch memory of at least the given size, 64-byte aligned; its content is lost at the next call.</summary>
    public byte* Scratch(nuint bytes)
    {
        if (bytes > _scratchBytes)
        {
            NativeMemory.AlignedFree(_scratch);
            _scratch = (byte*)NativeMemory.AlignedAlloc(bytes, 64);
            _scratchBytes = bytes;
        }

        return _scratch;
    }

    /// <summary>Lays out the event slots for tiles of the given capacity.</summary>
    public void Layout(int pitch)
    {
        nuint bytes = (nuint)(_plan.TileBytesPerRow * pitch) + (nuint)_plan.AccumulatorBytes + 64;
        if (bytes > _tileBytes)
        {
            NativeMemory.AlignedFree(_tile);
            _tile = (byte*)NativeMemory.AlignedAlloc(bytes, 64);
            _tileBytes = bytes;
            NativeMemory.Clear(_tile, bytes);
        }

        Pitch = pitch;
        Accumulators = _tile + (_plan.TileBytesPerRow * pitch);
        foreach (Slot slot in _plan.Slots)
        {
            if (slot.IsEvent && slot.Base < 0)
            {
                Redirect(slot.Index, Home(slot));
            }
        }
    }

    /// <summary>Where reductions keep their running sums.</summary>
    public byte* Accumulators { get; private set; }

    /// <summary>The frame's own memory for an event slot.</summary>
    public byte* Home(Slot slot) => _tile + (slot.Offset * Pitch);

    public void Dispose()
    {
        foreach (object? state in States)
        {
            (state as IDisposable)?.Dispose();
        }

        Free();
        GC.SuppressFinalize(this);
    }

    private void SetView(Slot view)
    {
        _pointers[view.Index] = _pointers[view.Base] + (nint)((long)view.BaseRow * view.ElementSize * (view.IsEvent ? Pitch : 1));
        foreach (int next in view.Views)
        {
            SetView(_plan.Slots[next]);
        }
    }

    private void Free()
    {
        NativeMemory.Free(_pointers);
        NativeMemory.AlignedFree(_tile);
        NativeMemory.AlignedFree(_scratch);
    }
}
