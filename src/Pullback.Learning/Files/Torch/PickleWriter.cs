using System.Buffers.Binary;
using System.Text;

namespace Pullback.Learning.Files.Torch;

/// <summary>Writes the pickle of a state dictionary: protocol 2, with the instructions that <c>torch.save</c> uses.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>The pickle of a dictionary.</summary>
    /// <param name="dictionary">The tensors.</param>
    /// <param name="storages">For every tensor, the number of its storage.</param>
    public static byte[] Write(StateDictionary dictionary, IReadOnlyList<int> storages)
    {
        var writer = new PickleWriter();
        writer.Bytes([0x80, 2]);
        writer.EmptyDictionary();
        writer.Code('(');
        for (int i = 0; i < dictionary.Count; i++)
        {
            writer.Text(dictionary[i].Name);
            writer.Tensor(dictionary[i], storages[i]);
        }

        writer.Bytes("u."u8);
        return [.. writer._bytes];
    }

    private void Tensor(StateTensor tensor, int storage)
    {
        Bytes("ctorch._utils\n_rebuild_tensor_v2\n(("u8);
        Text("storage");
        Bytes(Encoding.ASCII.GetBytes($"ctorch\n{tensor.Kind.StorageName()}\n"));
        Text(storage.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Text("cpu");
        Integer(tensor.Length);
        Bytes("tQ"u8);
        Integer(0);
        Tuple(tensor.Shape);
        Tuple(Strides(tensor.Shape));
        Code((char)0x89);
        EmptyDictionary();
        Bytes("tR"u8);
    }

    // An empty dimension counts as one in the strides, as in PyTorch.
    private static int[] Strides(IReadOnlyList<int> shape)
    {
        int[] strides = new int[shape.Count];
        int step = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    private void Tuple(IReadOnlyList<int> numbers)
    {
        Code('(');
        foreach (int number in numbers) Integer(number);
        Code('t');
    }

    private void EmptyDictionary() => Bytes("ccollections\nOrderedDict\n)R"u8);

    private void Integer(int value)
    {
        Span<byte> bytes = stackalloc byte[5];
        bytes[0] = (byte)(value is >= 0 and < 256 ? 'K' : 'J');
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], value);
        Bytes(value is >= 0 and < 256 ? bytes[..2] : bytes);
    }

    private void Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)'X';
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], utf8.Length);
        Bytes(head);
        Bytes(utf8);
    }

    private void Code(char code) => _bytes.Add((byte)code);

    private void Bytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);
}
