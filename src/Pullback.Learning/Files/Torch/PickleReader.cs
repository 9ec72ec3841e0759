using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pullback.Learning.Files.Torch;

/// <summary>Reads the pickle of a state dictionary with a fixed list of instructions and classes; nothing that a file names is ever run.</summary>
/// <remarks>
/// Instructions of the protocols 2 to 4 that make numbers, texts, tuples, lists and dictionaries. The classes are those of <see cref="PickleCallable"/> and the
/// storages of <see cref="ElementKind"/>. Values are held flat, so that deep nesting costs no stack, and every instruction adds at most one value.
/// </remarks>
internal sealed class PickleReader
{
    private const int LargestPickle = 1 << 24;
    private const int LargestStack = 1 << 20;
    private const int LargestMemo = 1 << 20;
    private const int LargestDimensions = 64;
    private static readonly object Mark = new();
    private readonly string _where;
    private readonly byte[] _bytes;
    private readonly List<object> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<long, object> _memo = [];
    private int _position;
    private int _start;

    /// <summary>A reader of a pickle.</summary>
    /// <param name="where">The file and the entry, for messages.</param>
    /// <param name="bytes">The pickle.</param>
    public PickleReader(string where, byte[] bytes)
    {
        _where = where;
        _bytes = bytes;
    }

    /// <summary>Reads the one value of the pickle.</summary>
    /// <exception cref="InvalidDataException">The pickle is cut short, damaged, or asks for more than tensors in dictionaries.</exception>
    public object Read()
    {
        if (_bytes.Length > LargestPickle) throw Failure($"the pickle has {_bytes.Length} bytes, more than the {LargestPickle} that names and shapes of tensors may take");
        while (true)
        {
            _start = _position;
            byte code = Take(1)[0];
            if (code == '.') return Finish();
            Execute(code);
            if (_stack.Count > LargestStack) throw Failure($"the stack holds more than {LargestStack} values");
        }
    }

    private object Finish()
    {
        if (_marks.Count > 0) throw Failure("the pickle ends inside a group");
        object value = Pop();
        return _stack.Count == 0 ? value : throw Failure($"the pickle ends with {_stack.Count} values left over");
    }

    private void Execute(byte code)
    {
        switch (code)
        {
            case 0x80:
                int protocol = Take(1)[0];
                if (protocol is < 2 or > 4) throw Failure($"the pickle has protocol {protocol}, but 2 to 4 are read; torch.save writes 2 unless told otherwise");
                break;
            case 0x95:
                Take(8);
                break;
            case (byte)'(':
                if (_marks.Count >= LargestStack) throw Failure($"more than {LargestStack} groups are open");
                _marks.Add(_stack.Count);
                _stack.Add(Mark);
                break;
            case (byte)'c': Push(Global(Line(), Line())); break;
            case 0x93:
                object name = Pop();
                Push(Pop() is string module && name is string text ? Global(module, text) : throw Failure("a class is not named by two texts"));
                break;
            case (byte)'X': Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case 0x8C: Push(Text(Take(1)[0])); break;
            case 0x8D: Push(Text(BinaryPrimitives.ReadUInt64LittleEndian(Take(8)))); break;
            case (byte)'K': Push(new PickleInteger(Take(1)[0])); break;
            case (byte)'M': Push(new PickleInteger(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)))); break;
            case (byte)'J': Push(new PickleInteger(BinaryPrimitives.ReadInt32LittleEndian(Take(4)))); break;
            case 0x8A: Push(LongInteger()); break;
            case (byte)'G':
                Take(8);
                Push(PickleOther.Value);
                break;
            case (byte)'N' or 0x88 or 0x89: Push(PickleOther.Value); break;
            case (byte)')': Push(new PickleTuple([])); break;
            case 0x85: Push(new PickleTuple(PopMany(1))); break;
            case 0x86: Push(new PickleTuple(PopMany(2))); break;
            case 0x87: Push(new PickleTuple(PopMany(3))); break;
            case (byte)'t': Push(new PickleTuple(PopGroup())); break;
            case (byte)'}': Push(new PickleDictionary()); break;
            case (byte)']': Push(new PickleList()); break;
            case (byte)'a': Append([Pop()]); break;
            case (byte)'e': Append(PopGroup()); break;
            case (byte)'s': SetItems(PopMany(2)); break;
            case (byte)'u': SetItems(PopGroup()); break;
            case (byte)'q': Memorize(Take(1)[0]); break;
            case (byte)'r': Memorize(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            case 0x94: Memorize(_memo.Count); break;
            case (byte)'h': Push(Recall(Take(1)[0])); break;
            case (byte)'j': Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case (byte)'Q': Push(Storage(Pop())); break;
            case (byte)'R':
                object arguments = Pop();
                Push(Call(Pop(), arguments));
                break;
            case (byte)'b':
                Pop();
                if (Peek() is not PickleDictionary) throw Failure("attributes are given to something that is not a dictionary");
                break;
            default:
                throw Failure(
                    $"the instruction 0x{code:X2} is not one that a file of tensors needs. Give a file written by torch.save(model.state_dict(), path); other pickles are not read, as reading them could run foreign code");
        }
    }

    private object Global(string module, string name)
    {
        if (module == "collections" && name == "OrderedDict") return PickleCallable.OrderedDictionary;
        if (module == "torch._utils" && name == "_rebuild_tensor_v2") return PickleCallable.RebuildTensor;
        if (module == "torch._utils" && name == "_rebuild_parameter") return PickleCallable.RebuildParameter;
        if (module == "torch" && ElementKinds.OfStorage(name) is { } kind) return kind;
        string found = Shorten($"{module}.{name}");
        string storages = string.Join(", ", ElementKinds.StorageNames);
        throw Failure(
            $"the class or function '{found}' is not allowed. Allowed are collections.OrderedDict, torch._utils._rebuild_tensor_v2, torch._utils._rebuild_parameter and torch.{{{storages}}}. "
            + "A whole pickled module names classes of its own: load it where it was made and write torch.save(model.state_dict(), path), with tensors of the number types above");
    }

    private object Call(object callable, object arguments)
    {
        if (arguments is not PickleTuple { Items: { } items }) throw Failure("a call has no tuple of arguments");
        return callable switch
        {
            PickleCallable.OrderedDictionary when items.Length == 0 => new PickleDictionary(),
            PickleCallable.OrderedDictionary => throw Failure("an OrderedDict is made with arguments, which torch.save never does"),
            PickleCallable.RebuildTensor => Tensor(items),
            PickleCallable.RebuildParameter => items is [PickleTensor tensor, ..] ? tensor : throw Failure("a parameter is made of something that is not a tensor"),
            _ => throw Failure("something that is not a function is called"),
        };
    }

    // ("storage", class, key, place, length); the place, such as cpu or cuda:0, does not matter for the numbers.
    private PickleStorage Storage(object identity) =>
        identity is PickleTuple { Items: ["storage", ElementKind kind, string key, string, PickleInteger { Value: >= 0 } length, ..] }
            ? new PickleStorage(kind, key, length.Value)
            : throw Failure("a storage is not described by (\"storage\", class, key, place, length)");

    // (storage, offset, size, stride, requires_grad, hooks[, metadata])
    private PickleTensor Tensor(object[] items)
    {
        if (items is not [PickleStorage storage, PickleInteger offset, PickleTuple size, PickleTuple stride, ..])
            throw Failure("a tensor is not described by (storage, offset, size, stride, …)");
        if (size.Items.Length != stride.Items.Length || size.Items.Length > LargestDimensions)
            throw Failure($"a tensor has {size.Items.Length} dimensions and {stride.Items.Length} strides; both must agree, up to {LargestDimensions}");
        int[] shape = Array.ConvertAll(size.Items, item => item is PickleInteger { Value: >= 0 and <= int.MaxValue } number ? (int)number.Value : throw Failure("a dimension of a tensor is not a number from 0 to 2^31 − 1"));
        long[] strides = Array.ConvertAll(stride.Items, item => item is PickleInteger { Value: >= 0 } number ? number.Value : throw Failure("a stride of a tensor is not a number from 0 up"));
        long last = offset.Value;
        bool empty = Array.IndexOf(shape, 0) >= 0;
        UInt128 count = 1;
        for (int i = 0; i < shape.Length && !empty; i++)
        {
            Int128 end = last + ((Int128)(shape[i] - 1) * strides[i]);
            count *= (UInt128)shape[i];
            if (end >= storage.Length || count > (UInt128)storage.Length) last = long.MaxValue;
            else last = (long)end;
            if (last == long.MaxValue) break;
        }

        if (offset.Value < 0 || (!empty && last >= storage.Length))
        {
            throw Failure(
                $"a tensor of shape ({string.Join(", ", shape)}) with strides ({string.Join(", ", strides)}) from {offset.Value} on reaches beyond its storage '{Shorten(storage.Key)}' of {storage.Length} numbers. "
                + "An expanded tensor must be made contiguous before it is saved; otherwise the file is damaged");
        }

        return new PickleTensor(storage, offset.Value, shape, strides);
    }

    private void SetItems(object[] items)
    {
        if (Peek() is not PickleDictionary dictionary) throw Failure("items are put into something that is not a dictionary");
        if (items.Length % 2 != 0) throw Failure("a key of a dictionary has no value");
        for (int i = 0; i < items.Length; i += 2) dictionary.Items.Add(new(items[i], items[i + 1]));
    }

    private void Append(object[] items)
    {
        if (items.Length > 0 && Peek() is not PickleList) throw Failure("items are appended to something that is not a list");
    }

    private PickleInteger LongInteger()
    {
        ReadOnlySpan<byte> bytes = Take(Take(1)[0]);
        if (bytes.Length > 8) throw Failure("an integer has more than 64 bits; a file of torch before 1.6 begins so");
        long value = bytes.Length > 0 && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return new PickleInteger(value);
    }

    private string Text(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _position)) throw CutShort();
        return Encoding.UTF8.GetString(Take((int)length));
    }

    private string Line()
    {
        int length = _bytes.AsSpan(_position).IndexOf((byte)'\n');
        if (length < 0) throw CutShort();
        string line = Encoding.UTF8.GetString(Take(length));
        _position++;
        return line;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position) throw CutShort();
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(_position, count);
        _position += count;
        return bytes;
    }

    private void Push(object value) => _stack.Add(value);

    private object Peek() => _stack.Count > 0 && !ReferenceEquals(_stack[^1], Mark) ? _stack[^1] : throw Failure("a value is needed where there is none");

    private object Pop()
    {
        object value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object[] PopMany(int count)
    {
        object[] values = new object[count];
        for (int i = count - 1; i >= 0; i--) values[i] = Pop();
        return values;
    }

    private object[] PopGroup()
    {
        if (_marks.Count == 0) throw Failure("a group ends that was not begun");
        int start = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        object[] values = [.. _stack.GetRange(start + 1, _stack.Count - start - 1)];
        _stack.RemoveRange(start, _stack.Count - start);
        return values;
    }

    private void Memorize(long index)
    {
        _memo[index] = Peek();
        if (_memo.Count > LargestMemo) throw Failure($"more than {LargestMemo} values are remembered");
    }

    private object Recall(long index) => _memo.TryGetValue(index, out object? value) ? value : throw Failure($"the remembered value {index} does not exist");

    private InvalidDataException CutShort() => Failure("the pickle is cut short inside this instruction; copy the file again or write it again with torch.save");

    private InvalidDataException Failure(string found) => new(string.Create(CultureInfo.InvariantCulture, $"{_where}, byte {_start}: {found}."));

    private static string Shorten(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
