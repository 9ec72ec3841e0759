using System.Reflection;
using System.Reflection.Emit;
using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>Writes one segment as a method: a loop over vectors of events in which every operation is its kernel, inlined.</summary>
/// <remarks>
/// The kernels are those of the interpreter, on the same vectors, in the same order, so the results have the same bits. Values are locals of the
/// method, reused as soon as nothing reads them: the compiler tracks only so many.
/// </remarks>
internal sealed class SegmentEmitter
{
    private readonly Plan _plan;
    private readonly SegmentGroup _group;
    private readonly Type _vector;
    private readonly Type _element;
    private readonly int _elementSize;
    private readonly ILGenerator _il;
    private readonly DynamicMethod _method;
    private readonly Dictionary<int, LocalBuilder> _values = [];
    private readonly Dictionary<int, LocalBuilder> _rows = [];
    private readonly Stack<LocalBuilder> _free = new();
    private readonly LocalBuilder _offset;

    private SegmentEmitter(Plan plan, SegmentGroup group, Type vector, Type element, string name)
    {
        _plan = plan;
        _group = group;
        _vector = vector;
        _element = element;
        _elementSize = element == typeof(double) ? sizeof(double) : sizeof(float);
        _method = new DynamicMethod(
            name,
            typeof(void),
            [typeof(nint*), typeof(byte*), typeof(byte*), typeof(byte*), typeof(byte*), typeof(nint), typeof(nint)],
            typeof(SegmentEmitter).Module,
            skipVisibility: true);
        _il = _method.GetILGenerator();
        _offset = _il.DeclareLocal(typeof(nint));
    }

    /// <summary>Emits and compiles a segment.</summary>
    public static SegmentBody Emit(Plan plan, SegmentGroup group, Range segment, Type vector, Type element, string name)
    {
        var emitter = new SegmentEmitter(plan, group, vector, element, name);
        emitter.EmitLoop(group.Instructions[segment]);
        return emitter._method.CreateDelegate<SegmentBody>();
    }

    private void EmitLoop(Instruction[] instructions)
    {
        EmitRowAddresses(instructions);
        int vectorBytes = (int)_vector.GetProperty("Count")!.GetValue(null)! * _elementSize;
        Label top = _il.DefineLabel();
        Label test = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_S, (byte)5);
        _il.Emit(OpCodes.Stloc, _offset);
        _il.Emit(OpCodes.Br, test);
        _il.MarkLabel(top);

        var lastUse = new Dictionary<int, int>();
        for (int i = 0; i < instructions.Length; i++)
        {
            foreach (int input in instructions[i].Inputs)
            {
                lastUse[input] = i;
            }
        }

        for (int i = 0; i < instructions.Length; i++)
        {
            if (instructions[i] is ElementwiseInstruction elementwise)
            {
                EmitOperation(elementwise, lastUse, i);
            }
            else
            {
                EmitSum((ISumOfEvents)instructions[i], instructions[i].Inputs[0], lastUse, i);
            }
        }

        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldc_I4, vectorBytes);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _offset);
        _il.MarkLabel(test);
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldarg_S, (byte)6);
        _il.Emit(OpCodes.Blt, top);
        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Reads the addresses of the tile's rows once, before the loop.</summary>
    private void EmitRowAddresses(Instruction[] instructions)
    {
        var produced = new HashSet<int>();
        foreach (Instruction instruction in instructions)
        {
            for (int k = 0; k < instruction.Inputs.Length; k++)
            {
                int slot = instruction.Inputs[k];
                if (_plan.Slots[slot].IsEvent && !produced.Contains(slot) && _group.ScratchRow(slot) < 0)
                {
                    EmitRowAddress(slot);
                }
            }

            if (instruction is ElementwiseInstruction)
            {
                produced.Add(instruction.Output);
                if (_group.NeededLater.Contains(instruction.Output))
                {
                    EmitRowAddress(instruction.Output);
                }
            }
        }
    }

    private void EmitRowAddress(int slot)
    {
        if (_rows.ContainsKey(slot))
        {
            return;
        }

        LocalBuilder row = _il.DeclareLocal(typeof(nint));
        _rows.Add(slot, row);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, slot * IntPtr.Size);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_I);
        _il.Emit(OpCodes.Stloc, row);
    }

    private void EmitOperation(ElementwiseInstruction instruction, Dictionary<int, int> lastUse, int position)
    {
        foreach (int slot in instruction.Inputs.Distinct())
        {
            // A value of the tile that is read again is loaded once.
            if (_plan.Slots[slot].IsEvent && !_values.ContainsKey(slot) && (lastUse[slot] > position || instruction.Inputs.Count(s => s == slot) > 1))
            {
                EmitLoad(slot);
                Keep(slot);
            }
        }

        for (int k = 0; k < instruction.Inputs.Length; k++)
        {
            EmitLoad(instruction.Inputs[k], instruction.Walks[k] == Walk.PerElement);
        }

        _il.Emit(OpCodes.Call, instruction.Kernel.GetMethod("Apply", BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(_vector, _element));
        Release(instruction.Inputs, lastUse, position);
        Keep(instruction.Output);
        if (_group.ScratchRow(instruction.Output) >= 0 || _group.NeededLater.Contains(instruction.Output))
        {
            _il.Emit(OpCodes.Ldloc, _values[instruction.Output]);
            EmitEventAddress(instruction.Output);
            _il.Emit(OpCodes.Call, Method("Store", _vector, _element.MakePointerType()));
        }

        Release([instruction.Output], lastUse, position);
    }

    private void EmitSum(ISumOfEvents sum, int input, Dictionary<int, int> lastUse, int position)
    {
        LocalBuilder address = _il.DeclareLocal(typeof(nint));
        _il.Emit(OpCodes.Ldarg_3);
        _il.Emit(OpCodes.Ldc_I4, sum.AccumulatorOffset);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldc_I4, (SumEventsLanes.Count * _elementSize) - 1);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.And);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, address);
        _il.Emit(OpCodes.Ldloc, address);
        _il.Emit(OpCodes.Call, Method("Load", _element.MakePointerType()));
        EmitLoad(input);
        _il.Emit(OpCodes.Call, Method("op_Addition", _vector, _vector));
        _il.Emit(OpCodes.Ldloc, address);
        _il.Emit(OpCodes.Call, Method("Store", _vector, _element.MakePointerType()));
        Release([input], lastUse, position);
    }

    /// <summary>Pushes a value: a local, a row of the tile or of the scratch memory, or one number for all lanes.</summary>
    private void EmitLoad(int slot, bool perElement = false)
    {
        if (_values.TryGetValue(slot, out LocalBuilder? local))
        {
            _il.Emit(OpCodes.Ldloc, local);
        }
        else if (_plan.Slots[slot].IsEvent)
        {
            EmitEventAddress(slot);
            _il.Emit(OpCodes.Call, Method("Load", _element.MakePointerType()));
        }
        else
        {
            _il.Emit(OpCodes.Ldarg_S, (byte)(perElement ? 4 : 1));
            _il.Emit(OpCodes.Ldc_I4, UniformOffset(slot));
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Add);
            _il.Emit(OpCodes.Ldobj, _element);
            _il.Emit(OpCodes.Call, Method("Create", _element));
        }
    }

    private void EmitEventAddress(int slot)
    {
        int row = _group.ScratchRow(slot);
        if (row >= 0)
        {
            _il.Emit(OpCodes.Ldarg_2);
            _il.Emit(OpCodes.Ldc_I4, row * FusedInstruction.RowBytes(_elementSize));
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Add);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _rows[slot]);
        }

        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Add);
    }

    private int UniformOffset(int slot)
    {
        long offset = 0;
        Slot place = _plan.Slots[slot];
        while (place.Base >= 0)
        {
            offset += (long)place.BaseRow * place.ElementSize;
            place = _plan.Slots[place.Base];
        }

        return checked((int)(offset + place.Offset));
    }

    /// <summary>Pops a value into a local.</summary>
    private void Keep(int slot)
    {
        LocalBuilder local = _free.TryPop(out LocalBuilder? reused) ? reused : _il.DeclareLocal(_vector);
        _values.Add(slot, local);
        _il.Emit(OpCodes.Stloc, local);
    }

    private void Release(IEnumerable<int> slots, Dictionary<int, int> lastUse, int position)
    {
        foreach (int slot in slots)
        {
            if (lastUse.GetValueOrDefault(slot, -1) <= position && _values.Remove(slot, out LocalBuilder? local))
            {
                _free.Push(local);
            }
        }
    }

    private MethodInfo Method(string name, params Type[] parameters) =>
        _vector.GetMethod(name, BindingFlags.Public | BindingFlags.Static, parameters)
        ?? throw new MissingMethodException(_vector.FullName, name);
}
