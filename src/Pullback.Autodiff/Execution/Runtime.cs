using System.Runtime.InteropServices;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Execution;

/// <summary>The memory and the threads that run one plan.</summary>
internal sealed unsafe class Runtime : IDisposable
{
    private readonly NativeBuffer _uniform = new();
    private readonly NativeBuffer _partials = new();
    private readonly NativeBuffer _kept = new();
    private readonly NativeBuffer _sums = new();
    private readonly NativeBuffer[] _retained;
    private readonly Frame?[] _frames;
    private readonly Dictionary<Node, int> _leaves;

    public Runtime(Plan plan, int threads)
    {
        Plan = plan;
        _uniform.Reserve(plan.UniformBytes);
        _frames = new Frame?[threads];
        _frames[0] = new Frame(plan, _uniform.Start);
        _retained = [.. plan.Retained.Select(_ => new NativeBuffer())];
        EventOutputs = [.. plan.OutputSlots.Select(s => s < 0 ? new NativeBuffer() : null)];
        _leaves = plan.LeafSlots.ToDictionary(s => plan.Slots[s].Node);
        foreach ((Node node, int slot) in _leaves)
        {
            if (node.Operation is ConstantOperation constant)
            {
                Write(slot, constant.Values);
            }
        }
    }

    public Plan Plan { get; }

    /// <summary>Memory of the event outputs, row-major; null for uniform outputs.</summary>
    public NativeBuffer?[] EventOutputs { get; }

    /// <summary>The address of a uniform slot.</summary>
    public void* Address(int slot) => _frames[0]!.Address(slot);

    /// <summary>The slot of an input, or -1 where the program has none.</summary>
    public int Leaf(Node node) => _leaves.TryGetValue(node, out int slot) ? slot : -1;

    public void Write(int slot, ReadOnlySpan<double> values)
    {
        if (Plan.Slots[slot].ElementSize == 8)
        {
            values.CopyTo(new Span<double>(Address(slot), values.Length));
        }
        else
        {
            var target = (float*)Address(slot);
            for (int i = 0; i < values.Length; i++)
            {
                target[i] = (float)values[i];
            }
        }
    }

    public void Write(int slot, ReadOnlySpan<float> values)
    {
        if (Plan.Slots[slot].ElementSize == 4)
        {
            values.CopyTo(new Span<float>(Address(slot), values.Length));
        }
        else
        {
            var target = (double*)Address(slot);
            for (int i = 0; i < values.Length; i++)
            {
                target[i] = values[i];
            }
        }
    }

    /// <summary>Takes over the uniform inputs of another plan of the same schedule.</summary>
    public void CopyLeaves(Runtime other)
    {
        foreach ((Node node, int slot) in _leaves)
        {
            Slot place = Plan.Slots[slot];
            long bytes = (long)place.Length * place.ElementSize;
            Buffer.MemoryCopy(other.Address(other.Leaf(node)), Address(slot), bytes, bytes);
        }
    }

    public void Execute(EventBindings bindings, Crew? crew, CancellationToken cancellation)
    {
        _frames[0]!.Bindings = bindings;
        foreach (PlanStep step in Plan.Steps)
        {
            if (step is UniformStep uniform)
            {
                Frame frame = _frames[0]!;
                foreach (Instruction instruction in uniform.Instructions)
                {
                    instruction.Execute(frame);
                }

                cancellation.ThrowIfCancellationRequested();
            }
            else
            {
                Execute((PassStep)step, bindings, bindings.Count(((PassStep)step).Axis), crew, cancellation);
            }
        }
    }

    public void Dispose()
    {
        foreach (Frame? frame in _frames)
        {
            frame?.Dispose();
        }

        foreach (NativeBuffer? buffer in EventOutputs)
        {
            buffer?.Dispose();
        }

        foreach (NativeBuffer buffer in _retained)
        {
            buffer.Dispose();
        }

        _uniform.Dispose();
        _partials.Dispose();
        _kept.Dispose();
        _sums.Dispose();
    }

    private void Execute(PassStep pass, EventBindings bindings, long events, Crew? crew, CancellationToken cancellation)
    {
        int pitch = Chunking.Pitch(Plan.CostPerEvent(pass.Axis), events);
        long rowsPerChunk = Chunking.TilesPerChunk(pass, events, pitch) * pitch;
        int chunks = (int)((events + rowsPerChunk - 1) / rowsPerChunk);
        int chunksPerStretch = Chunking.ChunksPerStretch(pass, chunks, rowsPerChunk);
        byte* partials = _partials.Reserve(((long)chunks * pass.PartialBytes) + 64);
        Reserve(pass, events, pitch);
        long capacity = chunksPerStretch * rowsPerChunk;
        byte* kept = _kept.Reserve(pass.KeptBytesPerEvent * capacity);
        byte* sums = chunksPerStretch < chunks ? _sums.Reserve(pass.Deferred.Max(d => d.ResultBytes)) : null;
        for (int firstChunk = 0; firstChunk < chunks; firstChunk += chunksPerStretch)
        {
            int count = Math.Min(chunksPerStretch, chunks - firstChunk);
            long first = firstChunk * rowsPerChunk;
            var stretch = new Stretch(kept, sums, capacity) { First = first, End = Math.Min(events, first + (count * rowsPerChunk)), Pitch = pitch };
            int offset = firstChunk;
            void Body(int worker, int item)
            {
                long chunk = offset + item;
                Frame frame = FrameOf(worker, pitch);
                frame.Partial = partials + (chunk * pass.PartialBytes);
                frame.Stretch = stretch;
                RunChunk(pass, frame, bindings, chunk * rowsPerChunk, Math.Min(events, (chunk + 1) * rowsPerChunk));
            }

            Share(crew, count, Body, cancellation);
            ReduceStretch(pass, stretch, crew, cancellation);
        }

        foreach (Reduction reduction in pass.Reductions)
        {
            reduction.Finish(_frames[0]!, partials, pass.PartialBytes, chunks);
        }

        pass.Heat?.Add(events);
    }

    private void Reserve(PassStep pass, long events, int pitch)
    {
        foreach ((int slot, int retained) in pass.Stores)
        {
            _retained[retained].Reserve((events + pitch - 1) / pitch * pitch * Plan.Slots[slot].Length * Plan.Slots[slot].ElementSize);
        }

        foreach ((int slot, int output) in pass.Outputs)
        {
            EventOutputs[output]!.Reserve(events * Plan.Slots[slot].Length * Plan.Slots[slot].ElementSize);
        }
    }

    private void ReduceStretch(PassStep pass, Stretch stretch, Crew? crew, CancellationToken cancellation)
    {
        int parts = crew?.Size ?? 1;
        foreach (DeferredReduction reduction in pass.Deferred)
        {
            Share(crew, parts, (worker, part) => reduction.Reduce(FrameOf(worker, stretch.Pitch), stretch, part, parts), cancellation);
        }
    }

    private Frame FrameOf(int worker, int pitch)
    {
        Frame frame = _frames[worker] ??= new Frame(Plan, _uniform.Start);
        if (frame.Pitch != pitch)
        {
            frame.Layout(pitch);
        }

        return frame;
    }

    private static void Share(Crew? crew, int items, Action<int, int> body, CancellationToken cancellation)
    {
        if (crew is not null && items > 1)
        {
            crew.Run(items, body, cancellation);
            return;
        }

        for (int item = 0; item < items; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            body(0, item);
        }
    }

    private void RunChunk(PassStep pass, Frame frame, EventBindings bindings, long first, long end)
    {
        Instruction[] instructions = pass.Instructions;
        foreach (Reduction reduction in pass.Reductions)
        {
            reduction.Begin(frame);
        }

        for (long row = first; row < end; row += frame.Pitch)
        {
            frame.Rows = (int)Math.Min(frame.Pitch, end - row);
            frame.FirstRow = row;
            foreach (int input in pass.InputSlots)
            {
                Slot slot = Plan.Slots[input];
                bindings[(EventInputOperation)slot.Node.Operation].Load(frame, slot, row, frame.Rows);
            }

            foreach ((int slot, int retained) in pass.Loads)
            {
                frame.Redirect(slot, _retained[retained].Start + (row * Plan.Slots[slot].Length * Plan.Slots[slot].ElementSize));
            }

            foreach ((int slot, int retained) in pass.Stores)
            {
                frame.Redirect(slot, _retained[retained].Start + (row * Plan.Slots[slot].Length * Plan.Slots[slot].ElementSize));
            }

            foreach (Instruction instruction in instructions)
            {
                instruction.Execute(frame);
            }

            foreach ((int slot, int output) in pass.Outputs)
            {
                Store(frame, Plan.Slots[slot], EventOutputs[output]!.Start, row);
            }
        }

        foreach (Reduction reduction in pass.Reductions)
        {
            reduction.End(frame);
        }
    }

    private static void Store(Frame frame, Slot slot, byte* target, long first)
    {
        if (slot.ElementSize == 8)
        {
            Store(frame, slot, (double*)target + (first * slot.Length));
        }
        else
        {
            Store(frame, slot, (float*)target + (first * slot.Length));
        }
    }

    private static void Store<T>(Frame frame, Slot slot, T* target)
        where T : unmanaged
    {
        var source = (T*)frame.Address(slot.Index);
        if (slot.Length == 1)
        {
            NativeMemory.Copy(source, target, (nuint)(frame.Rows * sizeof(T)));
            return;
        }

        for (nint element = 0; element < slot.Length; element++)
        {
            T* row = source + (element * frame.Pitch);
            T* to = target + element;
            for (nint i = 0; i < frame.Rows; i++, to += slot.Length)
            {
                *to = row[i];
            }
        }
    }
}
