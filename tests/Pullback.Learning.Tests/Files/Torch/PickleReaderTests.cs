using Pullback.Learning.Files.Torch;
using static Pullback.Learning.Tests.Files.Torch.TorchFiles;

namespace Pullback.Learning.Tests.Files.Torch;

public sealed class PickleReaderTests
{
    [Theory]
    [InlineData("os\nsystem\n", "os.system")]
    [InlineData("builtins\neval\n", "builtins.eval")]
    [InlineData("collections\ndefaultdict\n", "collections.defaultdict")]
    [InlineData("torch\nComplexFloatStorage\n", "torch.ComplexFloatStorage")]
    [InlineData("torch._utils\n_rebuild_sparse_tensor\n", "torch._utils._rebuild_sparse_tensor")]
    [InlineData("torch.storage\nFloatStorage\n", "torch.storage.FloatStorage")]
    [InlineData("__main__\nNet\n", "__main__.Net")]
    public void Classes_beyond_the_list_are_named_with_their_place(string line, string found)
    {
        string message = Refusal(Around([0x80, 2, .. "})"u8, (byte)'c', .. System.Text.Encoding.UTF8.GetBytes(line), .. ")R."u8]));
        Assert.Contains($"'{found}'", message, StringComparison.Ordinal);
        Assert.Contains("byte 4:", message, StringComparison.Ordinal);
        Assert.Contains("collections.OrderedDict", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_instructions_of_tensors_are_read()
    {
        byte[] allowed = [0x80, 0x95, 0x93, 0x8C, 0x8D, 0x8A, 0x88, 0x89, 0x85, 0x86, 0x87, 0x94, .. "(cXKMJGN)t}]aesuqrhjQRb."u8];
        for (int code = 0; code < 256; code++)
        {
            string message = Refusal(Around([0x80, 2, (byte)code]));
            Assert.Equal(Array.IndexOf(allowed, (byte)code) < 0, message.Contains($"byte 2: the instruction 0x{code:X2}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("}}u.")]
    [InlineData("(.")]
    [InlineData("}(.")]
    [InlineData(".")]
    [InlineData("}}.")]
    [InlineData("t.")]
    [InlineData("(s.")]
    [InlineData("})s.")]
    [InlineData("}h\u0005.")]
    [InlineData("}((Ktu.")]
    [InlineData("}N}Nb.")]
    [InlineData("})R.")]
    [InlineData("NN\u0085Q.")]
    [InlineData("NQ.")]
    [InlineData("N}b.")]
    [InlineData("N]a.")]
    [InlineData("ccollections\nOrderedDict\n)Q.")]
    [InlineData("ccollections\nOrderedDict\nNR.")]
    [InlineData("ctorch\nFloatStorage\n)R.")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.")]
    [InlineData("ctorch._utils\n_rebuild_parameter\n)R.")]
    [InlineData("c")]
    [InlineData("ccollections")]
    [InlineData("X\u00FF\u00FF\u00FF\u00FFa")]
    [InlineData("X\u0005\u0000\u0000\u0000abc")]
    public void Ill_formed_pickles_are_refused(string pickle) => Assert.Contains("byte ", Refusal(Around([0x80, 2, .. System.Text.Encoding.Latin1.GetBytes(pickle)])), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Other_protocols_are_refused(byte protocol) => Assert.Contains($"protocol {protocol}", Refusal(Around([0x80, protocol, .. "}."u8])), StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_and_endless_values_end_with_a_message()
    {
        // A million tuples, each around the one before.
        Assert.Contains("holds a tuple", Refusal(Around([0x80, 2, (byte)')', .. Enumerable.Repeat((byte)0x85, 1_000_000), (byte)'.'])), StringComparison.Ordinal);
        Assert.Contains("the stack holds more", Refusal(Around([0x80, 2, .. Enumerable.Repeat((byte)'}', 1_100_000), (byte)'.'])), StringComparison.Ordinal);
        Assert.Contains("groups are open", Refusal(Around([0x80, 2, .. Enumerable.Repeat((byte)'(', 1_100_000), (byte)'.'])), StringComparison.Ordinal);
        Assert.Contains("are remembered", Refusal(Around([0x80, 4, (byte)'}', .. Enumerable.Repeat((byte)0x94, 1_100_000), (byte)'.'])), StringComparison.Ordinal);
        Assert.Contains("16777216", Refusal(Around(new byte[(1 << 24) + 1])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_inside_itself_is_harmless()
    {
        byte[] pickle = [0x80, 2, .. "}q\0("u8, .. Text("state_dict"), .. "h\0u."u8];
        Assert.Contains("'state_dict' is a dictionary", Refusal(Around(pickle)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_dictionary_inside_a_checkpoint_is_found_and_metadata_is_passed_over()
    {
        byte[] inner = [.. Begin()[2..], .. Item("w", 2, [2], [1]), .. Text("_metadata"), .. "}u"u8];
        byte[] pickle = [0x80, 2, .. "}("u8, .. Text("epoch"), .. Integer(3), .. Text("state_dict"), .. inner, .. "}"u8, .. Text("_metadata"), .. "}sbu."u8];
        StateDictionary read = StateDictionaryReader.Read("some.pt", Around(pickle));
        Assert.Equal([2.0, 3.0], Assert.Single(read).ToDoubles());
    }
}
