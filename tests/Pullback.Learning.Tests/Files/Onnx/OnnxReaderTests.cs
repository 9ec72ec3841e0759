using Pullback.Learning.Files.Onnx;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Files.Onnx;

public sealed class OnnxReaderTests
{
    [Theory]
    [InlineData("smooth.onnx")]
    [InlineData("normalized.onnx")]
    public void Every_truncation_is_refused(string name)
    {
        byte[] whole = File.ReadAllBytes(OnnxNetworks.Reference(name));
        for (int length = 0; length < whole.Length; length++)
            Assert.Contains("some.onnx", Assert.Throws<InvalidDataException>(() => DenseNetworkFile.Read("some.onnx", whole[..length])).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => DenseNetworkFile.Read(OnnxNetworks.Reference("none.onnx")));
    }

    [Theory]
    [InlineData("smooth.onnx")]
    [InlineData("pieces.onnx")]
    [InlineData("normalized.onnx")]
    public void Random_changes_of_a_file_are_refused_or_harmless(string name)
    {
        byte[] whole = File.ReadAllBytes(OnnxNetworks.Reference(name));
        int refused = 0;
        for (int trial = 0; trial < 6000; trial++)
        {
            var random = new RandomStream(9, "damage", (ulong)trial);
            byte[] bytes = [.. whole];
            for (long k = random.Below(6); k >= 0; k--) bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
            if (random.Below(8) == 0) bytes = bytes[..(int)random.Below(bytes.Length)];
            try
            {
                DenseNetworkFile.Read("some.onnx", bytes).Check();
            }
            catch (InvalidDataException failure)
            {
                Assert.Contains("some.onnx", failure.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 6000);
    }

    [Fact]
    public void Constants_outside_the_file_and_of_other_types_are_refused()
    {
        Assert.Contains("another file", Refusal(Tensor(t => t.Integer(14, 1))), StringComparison.Ordinal);
        Assert.Contains("number type 10", Refusal(Tensor(t => t.Integer(2, 10))), StringComparison.Ordinal);
        Assert.Contains("needs 6 numbers", Refusal(Tensor(t => t.Bytes(9, new byte[20]))), StringComparison.Ordinal);
        Assert.Contains("impossible shape", Refusal(Tensor(t => t.Integer(1, -1))), StringComparison.Ordinal);
        Assert.Contains("impossible shape", Refusal(Tensor(t => t.Integer(1, int.MaxValue))), StringComparison.Ordinal);
        Assert.Contains("sparse", Refusal(Wrap(g => g.Message(15, _ => { }))), StringComparison.Ordinal);
        Assert.Contains("no graph", Refusal([0x08, 0x08]), StringComparison.Ordinal);
        Assert.Contains("empty", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("impossible tag", Refusal("<html>"u8.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_may_be_packed_single_or_raw()
    {
        var packed = new List<byte>();
        foreach (float value in new[] { 1f, 2f, 3f }) packed.AddRange(BitConverter.GetBytes(value));
        OnnxModel model = OnnxReader.Read("some.onnx", Wrap(g =>
        {
            g.Message(5, t =>
            {
                t.Integer(1, 3);
                t.Integer(2, 1);
                t.Bytes(4, packed.ToArray());
                t.Text(8, "packed");
            });
            g.Message(5, t =>
            {
                t.Bytes(1, [2, 1]);
                t.Integer(2, 1);
                t.Single(4, 4f);
                t.Single(4, 5f);
                t.Text(8, "single");
            });
            g.Message(5, t =>
            {
                t.Integer(1, 2);
                t.Integer(2, 7);
                t.Integer(7, -1);
                t.Integer(7, 3);
                t.Text(8, "integers");
            });
        }));
        Assert.Equal([1.0, 2.0, 3.0], model.Initializers[0].Numbers);
        Assert.Equal([2, 1], model.Initializers[1].Shape);
        Assert.Equal([4.0, 5.0], model.Initializers[1].Numbers);
        Assert.Equal([-1, 3], model.Initializers[2].Integers);
    }

    private static string Refusal(byte[] bytes)
    {
        string message = Assert.Throws<InvalidDataException>(() => OnnxReader.Read("some.onnx", bytes)).Message;
        Assert.Contains("some.onnx", message, StringComparison.Ordinal);
        return message;
    }

    private static byte[] Wrap(Action<ProtoWriter> graph)
    {
        var writer = new ProtoWriter();
        writer.Message(7, graph);
        return writer.ToArray();
    }

    // A constant of shape (2, 3) whose fields are then changed: a field that comes again replaces or adds.
    private static byte[] Tensor(Action<ProtoWriter> change) => Wrap(g => g.Message(5, t =>
    {
        t.Integer(1, 2);
        t.Integer(1, 3);
        t.Integer(2, 1);
        t.Text(8, "w");
        t.Bytes(9, new byte[24]);
        change(t);
    }));
}
